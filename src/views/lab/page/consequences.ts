import type { Sentence } from '../../../core/lab/sentence';
import type { OutcomeView } from '../protocol';
import { clock } from './clock';
import { h, show } from './dom';
import type { Model } from './model';
import type { PanelPart } from './panelPart';
import { sentenceNodes } from './sentenceView';

/** What stays healthy under the faults in force, and what those did that are over. */
export const createConsequences = (model: Model): PanelPart => {
  const element = h('section', { class: 'consequences', role: 'status', 'aria-label': 'Consequences' });
  let shown = '';
  const update = () => {
    const { unaffected, outcomes } = model.sections;
    const key = JSON.stringify([unaffected, outcomes]);
    show(element, unaffected.length + outcomes.length > 0);
    if (key === shown) return;
    shown = key;
    element.replaceChildren(...unaffected.map(holding), ...outcomes.map(over));
  };
  return { element, update };
};

const holding = (sentence: Sentence): HTMLElement => h('p', { class: 'holding' }, ...sentenceNodes(sentence));

const over = ({ from, to, sentence }: OutcomeView): HTMLElement =>
  h(
    'p',
    { class: 'over' },
    h('span', { class: 'muted' }, `${clock(from)} – ${clock(to)} `),
    ...sentenceNodes(sentence),
  );
