import { countdown } from '../../../core/countdown';
import { percent } from '../../../core/lab/maskedFaults';
import { plainText } from '../../../core/lab/sentence';
import { nameLanes } from '../laneImpact';
import type { SwitchRow, SwitchRule } from '../protocol';
import type { Act } from './actions';
import { button, h, setAttributes, setText, show } from './dom';
import { endpointsHit } from './endpointsHit';
import type { ItemView } from './keyedList';
import type { Model } from './model';
import { createRuleForm } from './ruleForm';

/** Under a switch that is on: what its rule does, how it stands against what it was to hit, and the way to change it. */
export const createRuleBlock = (model: Model, act: Act, first: SwitchRow): ItemView<SwitchRow> => {
  const answer = h('strong', {});
  const terms = h('span', {});
  const outcome = h('div', {});
  const masked = h('div', {});
  const form = h('div', {});
  const change = createChange(act, form, first);
  const element = h(
    'div',
    { class: 'rule-block' },
    h('div', {}, answer, terms),
    outcome,
    masked,
    change.element,
    form,
  );
  const update = (row: SwitchRow) => {
    const { rule } = row;
    show(element, rule !== undefined);
    change.update(row);
    setText(answer, rule ? `${rule.statusCode} ${rule.code}` : '');
    setText(terms, rule ? termsOf(model, rule) : '');
    setText(outcome, rule ? prediction(model, row, rule) : '');
    setText(masked, plainText(rule?.masked ?? []));
  };
  return { element, update };
};

/** The button that opens the form, and closes it; the focus goes with it. */
const createChange = (act: Act, place: HTMLElement, first: SwitchRow): ItemView<SwitchRow> => {
  let row = first;
  const isOpen = () => place.firstElementChild !== null;
  const close = () => {
    const hadFocus = place.contains(document.activeElement);
    place.replaceChildren();
    setAttributes(element, { 'aria-expanded': 'false' });
    if (hadFocus) element.focus();
  };
  const open = (rule: SwitchRule) => {
    place.append(createRuleForm(row.scope, rule, act, close));
    setAttributes(element, { 'aria-expanded': 'true' });
    place.querySelector('input')?.focus();
  };
  const element = button('Change…', () => (isOpen() || !row.rule ? close() : open(row.rule)), {
    class: 'link',
    'aria-expanded': 'false',
  });
  const update = (next: SwitchRow) => {
    row = next;
    if (!next.rule && isOpen()) close();
  };
  return { element, update };
};

/** How often, and until when. */
const termsOf = (model: Model, { probability, endsAt }: SwitchRule): string =>
  [
    '',
    percent(probability),
    endsAt === undefined ? 'stays until switched off' : `ends in ${countdown(endsAt - model.now)}`,
  ].join(' · ');

const prediction = (model: Model, row: SwitchRow, { verdict }: SwitchRule): string => {
  if (!verdict) return '';
  const hit = nameLanes(endpointsHit(model, row), 2);
  if (verdict.state === 'different') return surprise(model, verdict);
  if (hit === '') return 'hits no endpoint, as predicted';
  return verdict.state === 'waiting' ? `to hit ${hit}` : `hits ${hit}, as predicted ✓`;
};

const surprise = (
  model: Model,
  { spared, surprised }: Pick<NonNullable<SwitchRule['verdict']>, 'spared' | 'surprised'>,
): string => {
  const named = (ids: readonly string[]) =>
    nameLanes(
      ids.flatMap((id) => model.lane(id) ?? []),
      2,
    );
  return [
    spared.length > 0 ? `against the prediction, spares ${named(spared)}` : '',
    surprised.length > 0 ? `against the prediction, hits ${named(surprised)}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
};
