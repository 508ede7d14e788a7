import { scopeKey } from '../../faults/faultTarget';
import type { OtherRule, SwitchRow } from '../protocol';
import { nameOf, searchSwitches } from '../searchSwitches';
import type { Act } from './actions';
import { button, h, setText, show } from './dom';
import { type ItemView, KeyedList } from './keyedList';
import type { Model } from './model';
import { createPresets, regionOf } from './presets';
import { sentenceNodes } from './sentenceView';
import { createSwitch, isOpen, parentKey } from './switchView';

/** The left side: what can be broken, and what is. */
export const createSwitches = (model: Model, act: Act): { element: HTMLElement; update(): void } => {
  const search = h('input', {
    type: 'search',
    placeholder: 'Any AWS service or operation…',
    'aria-label': 'Search a service or operation',
    spellcheck: 'false',
  });
  search.value = model.choices.search;
  search.addEventListener('input', () => model.choose({ search: search.value }));
  const presets = createPresets(model, act);
  const reason = h('p', { class: 'muted reason' });
  const list = h('div', { class: 'switch-list', role: 'group', 'aria-label': 'Switches' });
  list.addEventListener('keydown', (event) => moveFocus(list, event));
  const rows = new KeyedList<SwitchRow>(
    list,
    ({ key }) => key,
    (row) => createSwitch(model, act, row),
  );
  const warnings = h('div', { class: 'warnings', role: 'status' });
  const latency = createLatency(model, act);
  const others = createOthers(model, act);
  const element = h(
    'aside',
    { 'aria-label': 'Faults' },
    h('h2', {}, 'Switches'),
    search,
    presets.element,
    reason,
    list,
    warnings,
    latency.element,
    others.element,
  );
  let warned = '';
  const update = () => {
    const { engine, faults } = model.sections;
    presets.update();
    setText(reason, engine.state === 'ready' ? '' : (engine.detail ?? ''));
    show(search, engine.state === 'ready');
    rows.show(shownRows(model));
    const key = JSON.stringify(faults.warnings);
    if (key !== warned) {
      warned = key;
      warnings.replaceChildren(...faults.warnings.map((sentence) => h('p', {}, ...sentenceNodes(sentence))));
    }
    latency.update();
    others.update();
  };
  return { element, update };
};

const shownRows = (model: Model): SwitchRow[] => {
  const { switches, engine } = model.sections;
  if (engine.state !== 'ready') return [];
  if (model.choices.search.trim() !== '') return foundRows(model);
  return switches.filter((row) => {
    const parent = parentKey(row);
    return parent === undefined || isOpen(model, parent);
  });
};

/** In the region that is chosen for presets; with the switch's state where there is one. */
const foundRows = (model: Model): SwitchRow[] =>
  searchSwitches(model.choices.search).map((found) => {
    const scope = { ...regionOf(model), ...found };
    const key = scopeKey(scope);
    const known = model.sections.switches.find((row) => row.key === key);
    const label = `${nameOf(found)} · ${scope.region ?? 'all regions'}`;
    return { ...(known ?? { key, scope, on: false, busy: false }), level: 0, label };
  });

/** Up and down go from switch to switch. */
const moveFocus = (list: HTMLElement, event: KeyboardEvent): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (step === undefined || target.getAttribute('role') !== 'switch') return;
  const all = [...list.querySelectorAll<HTMLElement>('[role="switch"]')];
  const next = all[all.indexOf(target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
};

const createLatency = (model: Model, act: Act): { element: HTMLElement; update(): void } => {
  const input = h('input', {
    type: 'number',
    min: '0',
    max: '60000',
    step: '50',
    'aria-label': 'Latency in milliseconds',
  });
  const apply = () => {
    if (input.validity.valid && input.value !== '')
      act({ kind: 'setLatency', latencyMs: Math.round(Number(input.value)) });
  };
  input.addEventListener('change', apply);
  const off = button('Off', () => act({ kind: 'setLatency', latencyMs: 0 }), { class: 'link' });
  const element = h(
    'section',
    { 'aria-label': 'Network' },
    h('h2', {}, 'Network'),
    h('div', { class: 'latency' }, h('span', {}, 'Latency'), input, h('span', { class: 'muted' }, 'ms'), off),
  );
  const update = () => {
    const { latencyMs } = model.sections.faults;
    show(element, model.sections.engine.state === 'ready');
    show(off, latencyMs > 0);
    if (document.activeElement !== input) input.value = String(latencyMs);
    element.dataset.on = String(latencyMs > 0);
  };
  return { element, update };
};

const createOthers = (model: Model, act: Act): { element: HTMLElement; update(): void } => {
  const list = h('div', {});
  const rows = new KeyedList<OtherRule>(
    list,
    ({ ruleKey }) => ruleKey,
    (rule) => createOther(act, rule),
  );
  const element = h('section', { 'aria-label': 'Set by others' }, h('h2', {}, 'Set by others'), list);
  const update = () => {
    rows.show(model.sections.faults.others);
    show(element, model.sections.faults.others.length > 0);
  };
  return { element, update };
};

const createOther = (act: Act, { ruleKey, label }: OtherRule): ItemView<OtherRule> => {
  const text = h('span', { class: 'grow' });
  const element = h(
    'div',
    { class: 'other' },
    text,
    button('Adopt', () => act({ kind: 'adopt', ruleKey }), { class: 'link', 'aria-label': `Adopt ${label}` }),
    button('Clear', () => act({ kind: 'clear', ruleKey }), { class: 'link', 'aria-label': `Clear ${label}` }),
  );
  return { element, update: (rule) => setText(text, `${rule.label} · ${rule.description}`) };
};
