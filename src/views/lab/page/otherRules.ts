import type { OtherRule } from '../protocol';
import type { Act } from './actions';
import { button, h, setText, show } from './dom';
import { type ItemView, KeyedList } from './keyedList';
import type { Model } from './model';
import type { PanelPart } from './panelPart';

/** What other clients have set: shown, and left alone until somebody adopts or clears it. */
export const createOtherRules = (model: Model, act: Act): PanelPart => {
  const list = h('div', {});
  const rows = new KeyedList<OtherRule>(
    list,
    ({ ruleKey }) => ruleKey,
    (rule) => createOtherRule(act, rule),
  );
  const element = h('section', { 'aria-label': 'Set by others' }, h('h2', {}, 'Set by others'), list);
  const update = () => {
    rows.show(model.sections.faults.others);
    show(element, model.sections.faults.others.length > 0);
  };
  return { element, update };
};

const createOtherRule = (act: Act, { ruleKey, label }: OtherRule): ItemView<OtherRule> => {
  const text = h('span', { class: 'grow' });
  const adopt = () => act({ kind: 'adopt', ruleKey });
  const clear = () => act({ kind: 'clear', ruleKey });
  const element = h(
    'div',
    { class: 'other' },
    text,
    button('Adopt', adopt, { class: 'link', 'aria-label': `Adopt ${label}` }),
    button('Clear', clear, { class: 'link', 'aria-label': `Clear ${label}` }),
  );
  return { element, update: (rule) => setText(text, `${rule.label} · ${rule.description}`) };
};
