import type { Mark } from '../../../core/lab/mark';
import { onWholePixels } from '../laneGeometry';
import { laneName } from '../laneImpact';
import type { LaneHead } from '../protocol';
import type { Act } from './actions';
import { colors } from './colors';
import { h, setText, show } from './dom';
import { drawLane, type Size } from './laneCanvas';
import { numbersText, statusText } from './laneText';
import { createLoadSlider } from './loadSlider';
import type { Model } from './model';

/** What a lane has besides its name: its marks, how it does now, and its load. */
export interface LaneBody {
  readonly elements: readonly HTMLElement[];
  readonly canvas: HTMLCanvasElement;
  /** @param marks those that tell how it does now */
  update(lane: LaneHead, marks: readonly Mark[]): void;
  draw(lane: LaneHead, size: Size): void;
}

/** All that the picture of a lane depends on: the same for as long as it looks the same. */
const looksOf = (model: Model, lane: LaneHead, { width, height }: Size, from: number): readonly unknown[] => [
  lane,
  model.timeline(lane.id),
  model.timeline(lane.id).added,
  model.sections.bands,
  model.choices.rangeMs,
  from,
  width,
  height,
  window.devicePixelRatio,
  colors(),
];

/** @param present the lane that it belongs to at the moment */
export const createLaneBody = (model: Model, present: () => LaneHead, act: Act): LaneBody => {
  const canvas = createCanvas(model, present);
  const status = h('span', { class: 'lane-status' });
  const latency = h('span', {});
  const numbers = h('span', { class: 'lane-sub' });
  const last = h('div', {}, status, latency);
  const stats = h('div', { class: 'lane-stats', 'aria-hidden': 'true' }, last, numbers);
  const load = createLoadSlider(
    () => `Load on ${laneName(present())}, requests a second`,
    (rate) => act({ kind: 'setLoad', laneId: present().id, rate }),
  );
  const update = (lane: LaneHead, marks: readonly Mark[]) => {
    const measured = model.loadOf(lane.id);
    show(load.element, lane.kind === 'endpoint' && lane.probed && !model.replay);
    load.update(measured?.rate ?? 0, measured?.measuredRate ?? 0);
    setText(status, statusText(marks.at(-1)));
    setText(latency, marks.length > 0 ? `${marks.at(-1)?.durationMs} ms` : '');
    setText(numbers, numbersText(marks));
  };
  let drawn: readonly unknown[] = [];
  const draw = (lane: LaneHead, size: Size) => {
    const range = onWholePixels(model.range, size.width);
    const looks = looksOf(model, lane, size, range.from);
    if (looks.every((each, index) => each === drawn[index])) return;
    drawn = looks;
    drawLane(canvas, size, model.timeline(lane.id).data(range.from), model.bandsOf(lane), range);
  };
  return { elements: [h('div', { class: 'lane-plot' }, canvas), stats, load.element], canvas, update, draw };
};

/** A click on a mark chooses its response. */
const createCanvas = (model: Model, present: () => LaneHead): HTMLCanvasElement => {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  canvas.addEventListener('click', ({ offsetX }) => {
    const { from, to } = model.range;
    const laneId = present().id;
    const responseId = model.responseNear(laneId, from + (offsetX / canvas.clientWidth) * (to - from));
    if (responseId !== undefined) model.choose({ laneId, responseId });
  });
  return canvas;
};
