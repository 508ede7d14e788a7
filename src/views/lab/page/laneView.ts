import { isFailed, type Mark } from '../../../core/lab/mark';
import { laneName } from '../laneImpact';
import type { LaneHead } from '../protocol';
import type { Act } from './actions';
import { h, setAttributes, setText } from './dom';
import type { ItemView } from './keyedList';
import { createLaneBody, type LaneBody } from './laneBody';
import type { Size } from './laneCanvas';
import { numbersText, statusText } from './laneText';
import type { Model } from './model';

/** Numbers are of the last so many answers since the faults changed. */
const counted = 20;

/** One lane: its name, and, while it is in view, its marks, how it does now, and its load. */
export interface LaneView extends ItemView<LaneHead> {
  /** Shows what has come since, and what was chosen: it is in view. */
  refresh(): void;
  /** It has gone out of view: only its name stays, unless a person is in it. */
  leave(): void;
  /** All lanes are of one size: to measure each would take longer than to draw it. */
  draw(size: Size): void;
  readonly canvas: HTMLCanvasElement | undefined;
}

export const createLane = (model: Model, first: LaneHead, act: Act): LaneView => {
  let lane = first;
  let body: LaneBody | undefined;
  const title = h('span', { class: 'lane-title' });
  const sub = h('span', { class: 'lane-sub' });
  const name = h('button', { type: 'button', class: 'lane-name' }, title, sub);
  const element = h('li', { class: 'lane' }, name);
  name.addEventListener('click', () => {
    const chosen = model.choices.laneId === lane.id;
    model.choose({ laneId: chosen ? undefined : lane.id });
  });
  const refresh = () => {
    if (!body) {
      body = createLaneBody(model, () => lane, act);
      element.append(...body.elements);
    }
    const marks = presentMarks(model, lane);
    body.update(lane, marks);
    setAttributes(element, {
      'data-whole': true,
      'data-hit': model.preview.has(lane.id),
      'data-selected': model.choices.laneId === lane.id,
      'data-failed': marks.length > 0 && isFailed(marks.at(-1) as Mark),
    });
    setAttributes(name, {
      'aria-pressed': String(model.choices.laneId === lane.id),
      'aria-description': spoken(model, lane, marks),
    });
  };
  name.addEventListener('focus', refresh); // before the next key: the load slider comes after the name
  const update = (next: LaneHead) => {
    lane = next;
    setText(title, next.title);
    setText(sub, subtitle(next));
    name.title = `${laneName(next)}, ${subtitle(next)}`;
    if (body) refresh();
  };
  const leave = () => {
    if (!body || element.contains(document.activeElement)) return;
    for (const each of body.elements) each.remove();
    body = undefined;
    setAttributes(element, { 'data-whole': false });
  };
  const draw = (size: Size) => body?.draw(lane, size);
  return {
    element,
    get canvas() {
      return body?.canvas;
    },
    update,
    refresh,
    leave,
    draw,
  };
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

const spoken = (model: Model, lane: LaneHead, marks: readonly Mark[]): string =>
  [
    marks.length > 0 ? `${statusText(marks.at(-1))} after ${marks.at(-1)?.durationMs} ms` : '',
    numbersText(marks),
    model.preview.has(lane.id) ? 'would be hit' : '',
  ]
    .filter(Boolean)
    .join(', ');
