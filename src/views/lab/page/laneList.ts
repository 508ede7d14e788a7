import type { LaneHead } from '../protocol';
import type { Act } from './actions';
import { h } from './dom';
import { KeyedList } from './keyedList';
import { createLane, type LaneView } from './laneView';
import type { Model } from './model';
import type { PaintedPart } from './panelPart';

/** The lanes; only those in view are kept up to date: there may be hundreds. */
export class LaneList implements PaintedPart {
  readonly element = h('ul', { class: 'lane-list', 'aria-label': 'Endpoints' });
  private readonly views = new Map<Element, LaneView>();
  private readonly inView = new Set<Element>();
  private readonly observer: IntersectionObserver;
  private readonly list: KeyedList<LaneHead>;
  private shown: readonly LaneHead[] | undefined;

  constructor(
    private readonly model: Model,
    private readonly act: Act,
  ) {
    this.observer = new IntersectionObserver((entries) => this.scrolled(entries), { rootMargin: '200px' });
    this.list = new KeyedList(
      this.element,
      ({ id }) => id,
      (lane) => this.create(lane),
    );
  }

  update(): void {
    const { lanes } = this.model;
    if (lanes === this.shown) this.refresh();
    else this.list.show(lanes);
    this.shown = lanes;
  }

  draw(): void {
    for (const lane of this.inView) this.views.get(lane)?.draw();
  }

  private refresh(): void {
    for (const lane of this.inView) this.views.get(lane)?.refresh();
  }

  private scrolled(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.inView.add(target);
      else this.inView.delete(target);
    }
    this.refresh();
    this.draw();
  }

  private create(lane: LaneHead) {
    const view = createLane(this.model, lane, this.act);
    this.views.set(view.element, view);
    this.observer.observe(view.element);
    return { ...view, dispose: () => this.forget(view.element) };
  }

  private forget(element: Element): void {
    this.observer.unobserve(element);
    this.inView.delete(element);
    this.views.delete(element);
  }
}
