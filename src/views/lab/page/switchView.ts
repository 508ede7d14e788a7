import { hitsLane } from '../laneImpact';
import type { SwitchRow, SwitchRule } from '../protocol';
import { parentKey } from '../switchList';
import type { Act } from './actions';
import { button, h, setAttributes, setText } from './dom';
import { endpointsHit } from './endpointsHit';
import { count } from './header';
import type { ItemView } from './keyedList';
import type { Model } from './model';
import { createRuleBlock } from './ruleBlock';

/** One switch: on is what the engine holds, never what was wished. */
export const createSwitch = (model: Model, act: Act, first: SwitchRow): ItemView<SwitchRow> => {
  let row = first;
  const label = h('span', { class: 'switch-label' });
  const note = h('span', { class: 'switch-note' });
  const flip = () => act({ kind: 'toggle', scope: row.scope, on: !row.on });
  const toggle = button('', flip, { role: 'switch', class: 'switch' });
  toggle.append(h('span', { class: 'knob', 'aria-hidden': 'true' }), label);
  const fold = button('', () => toggleOpen(model, row.key), { class: 'fold' });
  const rule = createRuleBlock(model, act, first);
  const line = h('div', { class: 'switch-line' }, fold, toggle, note);
  const element = h('div', { class: 'switch-row' }, line, rule.element);
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
    rule.update(next);
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

const hits = ({ hits: fired = 0, matches, verdict }: SwitchRule): string => {
  if (matches) return `hits ${fired} of ${matches}`;
  return matches === 0 && verdict?.state !== 'as-predicted' ? 'no request yet' : '';
};

/** A service's operations are shown when asked for, or when one of them is on. */
const updateFold = (fold: HTMLElement, model: Model, { key, level, label, scope }: SwitchRow): void => {
  const open = isOpen(model, key);
  const isService = level > 0 && scope.operation === undefined;
  setText(fold, open ? '▾' : '▸');
  setAttributes(fold, {
    'aria-expanded': String(open),
    'aria-label': `Operations of ${label}`,
    'data-none': !isService,
    disabled: !isService,
  });
};

const isOpen = ({ choices, sections }: Model, key: string): boolean =>
  choices.open.includes(key) || sections.switches.some((row) => row.on && parentKey(row) === key);

export const toggleOpen = (model: Model, key: string): void => {
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
