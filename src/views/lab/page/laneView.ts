import { percentile } from '../../../core/endpoints/percentile';
import { isFailed, type Mark } from '../../../core/lab/mark';
import { laneName } from '../laneImpact';
import type { LaneHead } from '../protocol';
import type { Act } from './actions';
import { h, setAttributes, setText, show } from './dom';
import type { ItemView } from './keyedList';
import { drawLane, type Size } from './laneCanvas';
import { createLoadSlider } from './loadSlider';
import type { Model } from './model';

/** Numbers are of the last so many answers since the faults changed. */
const counted = 20;

/** One lane: its name, its marks, and how it does now. */
export interface LaneView extends ItemView<LaneHead> {
  /** Shows what has come since, and what was chosen. */
  refresh(): void;
  /** All lanes are of one size: to measure each would take longer than to draw it. */
  draw(size: Size): void;
  readonly canvas: HTMLCanvasElement;
}

export const createLane = (model: Model, first: LaneHead, act: Act): LaneView => {
  let lane = first;
  const title = h('span', { class: 'lane-title' });
  const sub = h('span', { class: 'lane-sub' });
  const name = h('button', { type: 'button', class: 'lane-name' }, title, sub);
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const status = h('span', { class: 'lane-status' });
  const latency = h('span', {});
  const numbers = h('span', { class: 'lane-sub' });
  const stats = h(
    'div',
    { class: 'lane-stats', 'aria-hidden': 'true' },
    h('div', {}, status, latency),
    numbers,
  );
  const plot = h('div', { class: 'lane-plot' }, canvas);
  const load = createLoadSlider(
    () => `Load on ${laneName(lane)}, requests a second`,
    (rate) => act({ kind: 'setLoad', laneId: lane.id, rate }),
  );
  const element = h('li', { class: 'lane' }, name, plot, stats, load.element);
  name.addEventListener('click', () => {
    const chosen = model.choices.laneId === lane.id;
    model.choose({ laneId: chosen ? undefined : lane.id });
  });
  canvas.addEventListener('click', ({ offsetX }) => {
    const at = model.range.from + (offsetX / canvas.clientWidth) * (model.range.to - model.range.from);
    const responseId = model.responseNear(lane.id, at);
    if (responseId !== undefined) model.choose({ laneId: lane.id, responseId });
  });
  const update = (next: LaneHead) => {
    lane = next;
    const marks = presentMarks(model, next);
    const measured = model.loadOf(next.id);
    show(load.element, next.kind === 'endpoint' && next.probed && !model.replay);
    load.update(measured?.rate ?? 0, measured?.measuredRate ?? 0);
    setText(title, next.title);
    setText(sub, subtitle(next));
    name.title = `${laneName(next)}, ${subtitle(next)}`;
    setText(status, statusText(marks.at(-1)));
    setText(latency, marks.length > 0 ? `${marks.at(-1)?.durationMs} ms` : '');
    setText(numbers, numbersText(marks));
    setAttributes(element, {
      'data-hit': model.preview.has(next.id),
      'data-selected': model.choices.laneId === next.id,
      'data-failed': marks.length > 0 && isFailed(marks.at(-1) as Mark),
    });
    setAttributes(name, {
      'aria-pressed': String(model.choices.laneId === next.id),
      'aria-description': spoken(model, next, marks),
    });
  };
  const draw = (size: Size) => {
    const { range } = model;
    drawLane(canvas, size, model.timeline(lane.id).data(range.from), model.bandsOf(lane), range);
  };
  return { element, canvas, update, refresh: () => update(lane), draw };
};

const subtitle = (lane: LaneHead): string =>
  lane.kind === 'endpoint'
    ? [lane.region, lane.behind, lane.domain ?? '', lane.probed ? '' : 'not probed']
        .filter(Boolean)
        .join(' · ')
    : [lane.region, lane.internal ? 'internal call' : 'AWS call'].join(' · ');

/** Since a fault came or went; before the first answer after that, what was before. */
const presentMarks = (model: Model, lane: LaneHead): Mark[] => {
  const marks = model.timeline(lane.id).latest(counted);
  const edges = model.bandsOf(lane).map(({ from, to }) => to ?? from);
  const since = Math.max(0, ...edges);
  const present = marks.filter(({ at }) => at >= since);
  return present.length > 0 ? present : marks;
};

const statusText = (mark: Mark | undefined): string => {
  if (!mark) return '–';
  return mark.status === 0 ? 'none' : String(mark.status);
};

const numbersText = (marks: readonly Mark[]): string => {
  if (marks.length === 0) return 'no answer yet';
  const p95 = percentile(
    marks.map(({ durationMs }) => durationMs),
    0.95,
  );
  const failed = marks.filter(isFailed).length / marks.length;
  return `p95 ${p95} ms · ${Math.round(failed * 100)} % err`;
};

const spoken = (model: Model, lane: LaneHead, marks: readonly Mark[]): string =>
  [
    marks.length > 0 ? `${statusText(marks.at(-1))} after ${marks.at(-1)?.durationMs} ms` : '',
    numbersText(marks),
    model.preview.has(lane.id) ? 'would be hit' : '',
  ]
    .filter(Boolean)
    .join(', ');
