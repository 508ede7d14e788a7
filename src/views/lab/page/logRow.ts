import { isFailed } from '../../../core/lab/mark';
import type { LaneHead, ResponseRow } from '../protocol';
import { clock } from './clock';
import { h, setAttributes } from './dom';
import type { ItemView } from './keyedList';
import type { Model } from './model';

/** One line of the log; it is chosen by a click or with the focus. */
export const createLogRow = (model: Model, row: ResponseRow): ItemView<ResponseRow> => {
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

/** The end may be cut: it is what tells least. */
const pathFirst = (lane: LaneHead): string =>
  lane.kind === 'endpoint' && lane.domain ? `${lane.title} · ${lane.domain}` : lane.title;

/** `14:03:58.412`: when the answer was complete. */
const timeOf = (at: number): string =>
  `${clock(at)}.${String(new Date(at).getMilliseconds()).padStart(3, '0')}`;
