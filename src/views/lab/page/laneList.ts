import type { LaneHead } from '../protocol';
import type { Act } from './actions';
import { h } from './dom';
import { KeyedList } from './keyedList';
import { sizeOf } from './laneCanvas';
import { createLane, type LaneView } from './laneView';
import type { Model } from './model';
import type { PaintedPart } from './panelPart';

/** Pixels above and below what is in view, where lanes are kept up to date as well. */
const margin = 100;

/** The lanes; only those in view are kept up to date: there may be hundreds. */
export class LaneList implements PaintedPart {
  readonly element = h('ul', { class: 'lane-list', 'aria-label': 'Endpoints' });
  private readonly views = new Map<Element, LaneView>();
  private readonly list: KeyedList<LaneHead>;
  private shown: readonly LaneHead[] | undefined;

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
    if (lanes === this.shown) this.refresh();
    else this.list.show(lanes);
    this.shown = lanes;
  }

  draw(): void {
    const views = this.inView();
    const middle = views[Math.floor(views.length / 2)]; // one at the margin may not be laid out
    if (!middle) return;
    const size = sizeOf(middle.canvas);
    for (const view of views) view.draw(size);
  }

  private refresh(): void {
    for (const view of this.inView()) view.refresh();
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
    return { ...view, dispose: () => this.views.delete(view.element) };
  }
}
