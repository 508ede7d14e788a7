import { scopeKey } from '../../faults/faultTarget';
import { nameOf, searchSwitches } from '../searchSwitches';
import { type SwitchItem, switchList } from '../switchList';
import type { Act } from './actions';
import { h, setText, show } from './dom';
import { type ItemView, KeyedList } from './keyedList';
import { createLatency } from './latency';
import type { Model } from './model';
import { createOtherRules } from './otherRules';
import type { PanelPart } from './panelPart';
import { createPresets, regionOf } from './presets';
import { createSwitchGroup } from './switchGroup';
import { createSwitch, toggleOpen } from './switchView';
import { createWarnings } from './warnings';

/** The left side: what can be broken, and what is. */
export const createSwitches = (model: Model, act: Act): PanelPart => {
  const search = createSearch(model);
  const reason = h('p', { class: 'muted reason' });
  const parts = {
    presets: createPresets(model, act),
    list: createList(model, act),
    warnings: createWarnings(model),
    latency: createLatency(model, act),
    others: createOtherRules(model, act),
  };
  const { presets, ...below } = parts;
  const element = h('aside', { 'aria-label': 'Faults' }, h('h2', {}, 'Switches'), search, presets.element);
  element.append(reason, ...Object.values(below).map((part) => part.element));
  const update = () => {
    const { engine } = model.sections;
    setText(reason, engine.state === 'ready' ? '' : (engine.detail ?? ''));
    show(search, engine.state === 'ready');
    for (const part of Object.values(parts)) part.update();
  };
  return { element, update };
};

const createSearch = (model: Model): HTMLInputElement => {
  const search = h('input', {
    type: 'search',
    placeholder: 'Any AWS service or operation…',
    'aria-label': 'Search a service or operation',
    spellcheck: 'false',
  });
  search.value = model.choices.search;
  search.addEventListener('input', () => model.choose({ search: search.value }));
  return search;
};

const createList = (model: Model, act: Act): PanelPart => {
  const element = h('div', { class: 'switch-list', role: 'group', 'aria-label': 'Switches' });
  element.addEventListener('keydown', (event) => moveFocus(element, event));
  const rows = new KeyedList<SwitchItem>(
    element,
    ({ key }) => key,
    (item) => createItem(model, act, item),
  );
  return { element, update: () => rows.show(shownItems(model)) };
};

/** An item's key is never of the other kind. */
const createItem = (model: Model, act: Act, first: SwitchItem): ItemView<SwitchItem> => {
  if (first.kind === 'group') {
    const group = createSwitchGroup(first, (key) => toggleOpen(model, key));
    return { ...group, update: (item) => item.kind === 'group' && group.update(item) };
  }
  const view = createSwitch(model, act, first.row);
  return { ...view, update: (item) => item.kind === 'switch' && view.update(item.row) };
};

const shownItems = (model: Model): SwitchItem[] => {
  const { switches, engine } = model.sections;
  if (engine.state !== 'ready') return [];
  return model.choices.search.trim() === '' ? switchList(switches, model.choices.open) : foundItems(model);
};

/** In the region that is chosen for presets; with the switch's state where there is one. */
const foundItems = (model: Model): SwitchItem[] =>
  searchSwitches(model.choices.search).map((found) => {
    const scope = { ...regionOf(model), ...found };
    const key = scopeKey(scope);
    const known = model.sections.switches.find((row) => row.key === key);
    const label = `${nameOf(found)} · ${scope.region ?? 'all regions'}`;
    const row = { ...(known ?? { key, scope, on: false, busy: false }), level: 0, label };
    return { kind: 'switch', key, row };
  });

/** Up and down go from switch to switch, and to what unfolds others. */
const moveFocus = (list: HTMLElement, event: KeyboardEvent): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  const stops = '[role="switch"], .switch-group';
  if (step === undefined || !target.matches(stops)) return;
  const all = [...list.querySelectorAll<HTMLElement>(stops)];
  const next = all[all.indexOf(target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
};
