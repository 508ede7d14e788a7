import { countdown } from '../../../core/countdown';
import { percent } from '../../../core/lab/maskedFaults';
import { plainText } from '../../../core/lab/sentence';
import { hitsLane, nameLanes } from '../laneImpact';
import type { LaneHead, SwitchRow, SwitchRule } from '../protocol';
import type { Act } from './actions';
import { button, h, setAttributes, setText, show } from './dom';
import { count } from './header';
import type { ItemView } from './keyedList';
import type { Model } from './model';
import { createRuleForm } from './ruleForm';

/** One switch: on is what the engine holds, never what was wished. */
export const createSwitch = (model: Model, act: Act, first: SwitchRow): ItemView<SwitchRow> => {
  let row = first;
  const label = h('span', { class: 'switch-label' });
  const note = h('span', { class: 'switch-note' });
  const toggle = button('', () => act({ kind: 'toggle', scope: row.scope, on: !row.on }), {
    role: 'switch',
    class: 'switch',
  });
  toggle.append(h('span', { class: 'knob', 'aria-hidden': 'true' }), label);
  const fold = button('', () => toggleOpen(model, row.key), { class: 'fold' });
  let form: HTMLFormElement | undefined;
  const closeForm = () => {
    const hadFocus = form?.contains(document.activeElement);
    form?.remove();
    form = undefined;
    if (hadFocus) edit.focus();
  };
  const openForm = (rule: SwitchRule) => {
    form = createRuleForm(row.scope, rule, act, closeForm);
    details.append(form);
    form.querySelector('input')?.focus();
  };
  const edit = button('Change…', () => (form || !row.rule ? closeForm() : openForm(row.rule)), {
    class: 'link',
  });
  const answer = h('strong', {});
  const terms = h('span', {});
  const outcome = h('div', {});
  const masked = h('div', {});
  const rule = h('div', { class: 'rule' }, h('div', {}, answer, terms), outcome, masked);
  const line = h('div', { class: 'switch-line' }, fold, toggle, note);
  const details = h('div', { class: 'rule-block' }, rule, edit);
  const element = h('div', { class: 'switch-row' }, line, details);
  preview(line, model, () => row.scope);
  const update = (next: SwitchRow) => {
    row = next;
    setText(label, next.label);
    setText(note, noteOf(model, next));
    setAttributes(element, {
      'data-level': next.level,
      'data-on': next.on,
      'data-covered': next.coveredBy !== undefined,
    });
    setAttributes(toggle, {
      'aria-checked': String(next.on),
      'aria-busy': String(next.busy),
      'aria-label': nameOf(next),
      'aria-description': noteOf(model, next),
    });
    updateFold(fold, model, next);
    show(details, next.rule !== undefined);
    if (!next.rule) return closeForm();
    setText(answer, `${next.rule.statusCode} ${next.rule.code}`);
    setText(terms, termsOf(model, next.rule));
    setText(outcome, prediction(model, next, next.rule));
    setText(masked, plainText(next.rule.masked ?? []));
  };
  return { element, update };
};

const nameOf = ({ scope: { region, service, operation } }: SwitchRow): string =>
  [[service, operation].filter(Boolean).join(' ') || 'Everything', 'in', region ?? 'all regions'].join(' ');

const noteOf = (model: Model, row: SwitchRow): string => {
  if (row.busy) return 'asking the engine…';
  if (row.coveredBy !== undefined) return `covered by ${row.coveredBy}`;
  if (row.rule) return hits(row.rule);
  const hit = endpointsHit(model, row);
  return hit.length === 0 ? '' : count(hit.length, 'endpoint');
};

const endpointsHit = ({ sections }: Model, { scope }: SwitchRow): LaneHead[] =>
  sections.lanes.filter((lane) => lane.kind === 'endpoint' && hitsLane(scope, lane));

/** How often, and until when. */
const termsOf = (model: Model, { probability, endsAt }: SwitchRule): string =>
  [
    '',
    percent(probability),
    endsAt === undefined ? 'stays until switched off' : `ends in ${countdown(endsAt - model.now)}`,
  ].join(' · ');

const hits = ({ hits: fired = 0, matches, verdict }: SwitchRule): string => {
  if (matches) return `hits ${fired} of ${matches}`;
  return matches === 0 && verdict?.state !== 'as-predicted' ? 'no request yet' : '';
};

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

/** A service's operations are shown when asked for, or when one of them is on. */
const updateFold = (fold: HTMLElement, model: Model, { key, level, label }: SwitchRow): void => {
  const open = isOpen(model, key);
  setText(fold, open ? '▾' : '▸');
  setAttributes(fold, {
    'aria-expanded': String(open),
    'aria-label': `Operations of ${label}`,
    'data-none': level !== 1,
    disabled: level !== 1,
  });
};

export const isOpen = ({ choices, sections }: Model, key: string): boolean =>
  choices.open.includes(key) || sections.switches.some((row) => row.on && parentKey(row) === key);

/** `us-east-1/lambda/*` of `us-east-1/lambda/Invoke`. */
export const parentKey = ({ key, level }: SwitchRow): string | undefined =>
  level === 2 ? key.replace(/[^/]*$/, '*') : undefined;

const toggleOpen = (model: Model, key: string): void => {
  const { open } = model.choices;
  model.choose({ open: open.includes(key) ? open.filter((each) => each !== key) : [...open, key] });
};

/** Marks the lanes that a switch would hit while it has the pointer or the focus. */
const preview = (line: HTMLElement, model: Model, scope: () => SwitchRow['scope']): void => {
  const begin = () =>
    model.previewing(model.sections.lanes.filter((lane) => hitsLane(scope(), lane)).map(({ id }) => id));
  const end = () => model.previewing([]);
  line.addEventListener('mouseenter', begin);
  line.addEventListener('focusin', begin);
  line.addEventListener('mouseleave', end);
  line.addEventListener('focusout', end);
};
