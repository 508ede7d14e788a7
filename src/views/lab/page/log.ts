import { isFailed } from '../../../core/lab/mark';
import { filterResponses } from '../filterResponses';
import { laneName } from '../laneImpact';
import type { LaneHead, ResponseRow } from '../protocol';
import { h, setAttributes, setText } from './dom';
import { type Choice, createSelect } from './field';
import { type ItemView, KeyedList } from './keyedList';
import type { Choices, Model } from './model';
import { once } from './once';
import type { PanelPart } from './panelPart';

/** More lines than anybody reads; filters find the others. */
const shownRows = 150;

const statusChoices: readonly Choice[] = [
  { value: 'all', label: 'Every status' },
  { value: 'ok', label: 'Good' },
  { value: 'failed', label: 'Failed' },
  { value: '2xx', label: '2xx' },
  { value: '4xx', label: '4xx' },
  { value: '5xx', label: '5xx' },
  { value: 'none', label: 'No answer' },
];
const injectedChoices: readonly Choice[] = [
  { value: 'all', label: 'Injected and real' },
  { value: 'injected', label: 'Injected' },
  { value: 'real', label: 'Real' },
];
const columns = ['Time', 'Endpoint', 'Region', 'Status', 'ms', 'Origin'];

/** What was answered, newest first. */
export const createLog = (model: Model): PanelPart => {
  const lane = createSelect('Endpoint of the log', (value) => model.choose({ laneId: value || undefined }));
  const status = createSelect('Status', (value) =>
    model.choose({ statusFilter: value as Choices['statusFilter'] }),
  );
  const injected = createSelect('Injected or real', (value) =>
    model.choose({ injectedFilter: value as Choices['injectedFilter'] }),
  );
  const shown = h('span', { class: 'muted', role: 'status' });
  const body = h('div', { role: 'rowgroup' });
  const grid = h('div', { class: 'log-grid', role: 'grid', 'aria-label': 'Responses' }, headRow(), body);
  const rows = new KeyedList<ResponseRow>(
    body,
    ({ id }) => String(id),
    (row) => createRow(model, row),
  );
  body.addEventListener('keydown', (event) => moveSelection(body, event));
  const filters = h('div', { class: 'filters' }, lane.element, status.element, injected.element, shown);
  const element = h('section', { class: 'log', 'aria-label': 'Response log' }, filters, grid);
  const update = () => {
    const { laneId, statusFilter, injectedFilter } = model.choices;
    lane.update(laneChoices(model.sections.lanes), laneId ?? '');
    status.update(statusChoices, statusFilter);
    injected.update(injectedChoices, injectedFilter);
    const fitting = filterResponses(model.responses, { laneId, statusFilter, injectedFilter });
    setText(shown, countText(fitting.length));
    rows.show(fitting.slice(0, shownRows));
    keepReachable(body);
  };
  return { element, update };
};

const laneChoices = once((lanes: readonly LaneHead[]): Choice[] => [
  { value: '', label: 'Every endpoint' },
  ...lanes
    .filter(({ kind }) => kind === 'endpoint')
    .map((lane) => ({ value: lane.id, label: `${laneName(lane)} · ${lane.region}` })),
]);

const countText = (fitting: number): string =>
  fitting > shownRows ? `the latest ${shownRows} of ${fitting}` : fitting === 0 ? 'no response fits' : '';

const headRow = (): HTMLElement =>
  h(
    'div',
    { role: 'rowgroup' },
    h(
      'div',
      { class: 'log-row log-head', role: 'row' },
      ...columns.map((name) => h('span', { role: 'columnheader' }, name)),
    ),
  );

const createRow = (model: Model, row: ResponseRow): ItemView<ResponseRow> => {
  const lane = model.lane(row.laneId);
  const cell = (text: string, attributes = {}) => h('span', { role: 'gridcell', ...attributes }, text);
  const status = row.status === 0 ? (row.error ?? 'none') : String(row.status);
  const element = h(
    'div',
    { class: 'log-row', role: 'row', tabindex: '-1', 'data-failed': isFailed(row) },
    cell(timeOf(row.at + row.durationMs), { class: 'mono' }),
    cell(lane ? pathFirst(lane) : row.laneId),
    cell(lane?.region ?? ''),
    cell(status, { class: 'status' }),
    cell(String(row.durationMs), { class: 'number' }),
    cell(row.injected ? 'injected' : '', row.injected ? { class: 'injected' } : {}),
  );
  const select = () => model.choose({ responseId: row.id });
  element.addEventListener('click', select);
  element.addEventListener('focus', select);
  const update = () => {
    const selected = model.choices.responseId === row.id;
    setAttributes(element, { 'aria-selected': String(selected), tabindex: selected ? '0' : '-1' });
  };
  return { element, update };
};

/** One row can always be reached by the keyboard; from there the arrows go on. */
const keepReachable = (body: HTMLElement): void => {
  if (!body.querySelector('[tabindex="0"]')) body.firstElementChild?.setAttribute('tabindex', '0');
};

const moveSelection = (body: HTMLElement, event: KeyboardEvent): void => {
  const rows = [...body.children] as HTMLElement[];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (next === undefined || at < 0) return;
  event.preventDefault();
  rows[next]?.focus();
};

/** The end may be cut: it is what tells least. */
const pathFirst = (lane: LaneHead): string =>
  lane.kind === 'endpoint' && lane.domain ? `${lane.title} · ${lane.domain}` : lane.title;

/** `14:03:58.412`: when the answer was complete. */
const timeOf = (at: number): string => {
  const date = new Date(at);
  const clock = date.toLocaleTimeString([], { hour12: false });
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
};
