import { h } from './dom';
import type { Model } from './model';
import type { PanelPart } from './panelPart';
import { sentenceNodes } from './sentenceView';

/** Rules that no request fits, read out once. */
export const createWarnings = (model: Model): PanelPart => {
  const element = h('div', { class: 'warnings', role: 'status' });
  let shown = '';
  const update = () => {
    const { warnings } = model.sections.faults;
    const key = JSON.stringify(warnings);
    if (key === shown) return;
    shown = key;
    element.replaceChildren(...warnings.map((sentence) => h('p', {}, ...sentenceNodes(sentence))));
  };
  return { element, update };
};
