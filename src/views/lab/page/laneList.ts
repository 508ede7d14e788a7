import type { LaneHead } from '../protocol';
import type { Act } from './actions';
import { h } from './dom';
import { KeyedList } from './keyedList';
import { sizeOf } from './laneCanvas';
import { createLane, type LaneView } from './laneView';
import type { Model } from './model';
import type { PaintedPart } from './panelPart';

/** Pixels above and below what is in view, where lanes are whole and kept up to date as well. */
const margin = 100;

/** The lanes; only those in view are whole and kept up to date, of others there is the name: there may be hundreds. */
export class LaneList implements PaintedPart {
  readonly element = h('ul', { class: 'lane-list', 'aria-label': 'Endpoints' });
  private readonly views = new Map<Element, LaneView>();
  private readonly list: KeyedList<LaneHead>;
  private shown: readonly LaneHead[] | undefined;
  /** Those that are whole. */
  private whole: ReadonlySet<LaneView> = new Set();

  constructor(
    private readonly model: Model,
    private readonly act: Act,
  ) {
    this.list = new KeyedList(
      this.element,
      ({ id }) => id,
      (lane) => this.create(lane),
    );
    // Whatever scrolls: the lanes, or the whole page where it is narrow.
    document.addEventListener('scroll', () => this.scrolled(), { capture: true, passive: true });
  }

  update(): void {
    const { lanes } = this.model;
    if (lanes !== this.shown) this.list.show(lanes);
    this.shown = lanes;
    this.refresh();
  }

  draw(): void {
    const views = this.inView();
    const canvas = views[0]?.canvas;
    if (!canvas) return;
    const size = sizeOf(canvas);
    for (const view of views) view.draw(size);
  }

  private refresh(): void {
    const views = new Set(this.inView());
    for (const view of this.whole) {
      if (!views.has(view)) view.leave();
      if (view.canvas) views.add(view); // a person is in it
    }
    for (const view of views) view.refresh();
    this.whole = views;
  }

  private scrolled(): void {
    this.refresh();
    this.draw();
  }

  /** By their place, since all are of one height: to observe each of hundreds takes longer than to show a dozen. */
  private inView(): LaneView[] {
    const { children } = this.element;
    const { top, height } = this.element.getBoundingClientRect();
    if (height === 0) return [];
    const scroller = this.element.parentElement?.getBoundingClientRect();
    const from = Math.max(0, scroller?.top ?? 0) - margin - top;
    const to = Math.min(window.innerHeight, scroller?.bottom ?? Infinity) + margin - top;
    const each = height / children.length;
    const views: LaneView[] = [];
    const last = Math.min(children.length, to / each);
    for (let at = Math.max(0, Math.floor(from / each)); at < last; at++) {
      const view = this.views.get(children[at] as Element);
      if (view) views.push(view);
    }
    return views;
  }

  private create(lane: LaneHead) {
    const view = createLane(this.model, lane, this.act);
    this.views.set(view.element, view);
    return { element: view.element, update: view.update, dispose: () => this.views.delete(view.element) };
  }
}
