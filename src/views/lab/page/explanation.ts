import type { ExplanationView } from '../protocol';
import { clock } from './clock';
import { button, h, show } from './dom';
import { count } from './header';
import type { Model } from './model';
import type { PanelPart } from './panelPart';
import { sentenceNodes } from './sentenceView';

/** The cause in one sentence: of the chosen endpoint, else of each that is different. */
export const createExplanation = (model: Model): PanelPart => {
  const element = h('section', { class: 'explanation', role: 'status', 'aria-label': 'Explanation' });
  let shown = '';
  const update = () => {
    const chosen = explained(model);
    const key = JSON.stringify(chosen);
    show(element, chosen.length > 0);
    if (key === shown) return;
    shown = key;
    element.replaceChildren(...chosen.map((each) => paragraph(model, each)));
  };
  return { element, update };
};

interface Explained extends ExplanationView {
  /** How many other lanes have the same cause. */
  readonly others: number;
}

const most = 3;

const explained = ({ sections: { explanations }, choices: { laneId } }: Model): Explained[] => {
  const own = explanations.filter((each) => each.laneId === laneId);
  const causes = new Map<string, Explained>();
  for (const each of own.length > 0 ? own : explanations) {
    const known = causes.get(each.cause);
    causes.set(each.cause, known ? { ...known, others: known.others + 1 } : { ...each, others: 0 });
  }
  return [...causes.values()].slice(0, most);
};

const paragraph = (model: Model, { laneId, sentence, since, others }: Explained): HTMLElement => {
  const extra = [
    ` Since ${clock(since)}.`,
    others > 0 ? ` ${count(others, 'more endpoint')} for the same reason.` : '',
    ' ',
  ];
  const responses = button(
    'Show the responses',
    () => model.choose({ laneId, statusFilter: 'failed', injectedFilter: 'all' }),
    { class: 'link' },
  );
  return h('p', {}, ...sentenceNodes(sentence), h('span', { class: 'muted' }, extra.join('')), responses);
};
