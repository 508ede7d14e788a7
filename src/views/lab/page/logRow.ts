import { isFailed } from '../../../core/lab/mark';
import type { LaneHead, ResponseRow } from '../protocol';
import { clock } from './clock';
import { h, setAttributes, setText } from './dom';
import type { ItemView } from './keyedList';
import type { Model } from './model';

/** One line of the log; it is chosen by a click or with the focus. It may show one response after the other. */
export const createLogRow = (model: Model, first: ResponseRow): ItemView<ResponseRow> => {
  let row = first;
  const cells = columns.map((name) => h('span', { role: 'gridcell', class: name }));
  const element = h('div', { class: 'log-row', role: 'row', tabindex: '-1' }, ...cells);
  const select = () => model.choose({ responseId: row.id });
  element.addEventListener('click', select);
  element.addEventListener('focus', select);
  const fill = (next: ResponseRow) => {
    row = next;
    for (const [index, text] of textsOf(row, model.lane(row.laneId)).entries())
      setText(cells[index] as HTMLElement, text);
    setAttributes(element, { 'data-failed': isFailed(row) });
  };
  fill(first);
  const update = (next: ResponseRow) => {
    if (next.id !== row.id) fill(next);
    const selected = model.choices.responseId === row.id;
    setAttributes(element, { 'aria-selected': String(selected), tabindex: selected ? '0' : '-1' });
  };
  return { element, update };
};

/** Their classes. */
const columns = ['mono', undefined, undefined, 'status', 'number', 'injected'] as const;

const textsOf = (row: ResponseRow, lane: LaneHead | undefined): string[] => [
  timeOf(row.at + row.durationMs),
  lane ? pathFirst(lane) : row.laneId,
  lane?.region ?? '',
  row.status === 0 ? (row.error ?? 'none') : String(row.status),
  String(row.durationMs),
  row.injected ? 'injected' : '',
];

/** The end may be cut: it is what tells least. */
const pathFirst = (lane: LaneHead): string =>
  lane.kind === 'endpoint' && lane.domain ? `${lane.title} · ${lane.domain}` : lane.title;

/** `14:03:58.412`: when the answer was complete. */
const timeOf = (at: number): string =>
  `${clock(at)}.${String(new Date(at).getMilliseconds()).padStart(3, '0')}`;
