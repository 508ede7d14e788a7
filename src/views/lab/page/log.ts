import { filterResponses } from '../filterResponses';
import { laneName } from '../laneImpact';
import type { LaneHead, ResponseRow } from '../protocol';
import { h, setAttributes, setText } from './dom';
import { type Choice, createSelect } from './field';
import { KeyedList } from './keyedList';
import { createLogRow } from './logRow';
import { LogWindow } from './logWindow';
import type { Choices, Model } from './model';
import { once } from './once';
import type { PanelPart } from './panelPart';

/** More lines than anybody reads; filters find the others. */
const mostRows = 150;

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
    (row) => createLogRow(model, row),
    true,
  );
  const filters = h('div', { class: 'filters' }, lane.element, status.element, injected.element, shown);
  const element = h('section', { class: 'log', 'aria-label': 'Response log' }, filters, grid);
  const update = () => {
    const { laneId, statusFilter, injectedFilter, responseId } = model.choices;
    lane.update(laneChoices(model.sections.lanes), laneId ?? '');
    status.update(statusChoices, statusFilter);
    injected.update(injectedChoices, injectedFilter);
    const fitting = filterResponses(model.responses, { laneId, statusFilter, injectedFilter });
    setText(shown, countText(fitting.length));
    const reachable = fitting.slice(0, mostRows);
    setAttributes(grid, { 'aria-rowcount': reachable.length + 1 });
    const selected = reachable.findIndex(({ id }) => id === responseId);
    rows.show(reachable.slice(0, window.rowsFor(selected)));
    keepReachable(body);
  };
  const window = new LogWindow(grid, body, mostRows, update);
  body.addEventListener('keydown', (event) => moveSelection(body, window, event));
  return { element, update };
};

const laneChoices = once((lanes: readonly LaneHead[]): Choice[] => [
  { value: '', label: 'Every endpoint' },
  ...lanes
    .filter(({ kind }) => kind === 'endpoint')
    .map((lane) => ({ value: lane.id, label: `${laneName(lane)} · ${lane.region}` })),
]);

const countText = (fitting: number): string =>
  fitting > mostRows ? `the latest ${mostRows} of ${fitting}` : fitting === 0 ? 'no response fits' : '';

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

/** One row can always be reached by the keyboard; from there the arrows go on. */
const keepReachable = (body: HTMLElement): void => {
  if (!body.querySelector('[tabindex="0"]')) body.firstElementChild?.setAttribute('tabindex', '0');
};

const moveSelection = (body: HTMLElement, window: LogWindow, event: KeyboardEvent): void => {
  const at = [...body.children].indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: mostRows - 1 }[event.key];
  if (next === undefined || at < 0) return;
  event.preventDefault();
  window.reach(next);
  const row = body.children[Math.min(next, body.children.length - 1)];
  (row as HTMLElement | undefined)?.focus();
};
