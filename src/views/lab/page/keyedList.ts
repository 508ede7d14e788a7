/** What shows one item of a list. */
export interface ItemView<T> {
  readonly element: HTMLElement;
  update(item: T): void;
  dispose?(): void;
}

/** Shows items one after the other, with the same element for as long as an item's key is there: focus stays. */
export class KeyedList<T> {
  /** In the order they are shown. */
  private views: ReadonlyMap<string, ItemView<T>> = new Map();

  /**
   * @param reuses whether the view of an item that is gone shows a new one: where most of them are new each time, that
   * leaves nothing to be let go of. `update` has to show all of an item then.
   */
  constructor(
    private readonly parent: HTMLElement,
    private readonly keyOf: (item: T) => string,
    private readonly create: (item: T) => ItemView<T>,
    private readonly reuses = false,
  ) {}

  show(items: readonly T[]): void {
    const spare = this.gone(new Set(items.map(this.keyOf)));
    const views = new Map<string, ItemView<T>>();
    for (const [index, item] of items.entries()) {
      const key = this.keyOf(item);
      const view = this.views.get(key) ?? spare.shift() ?? this.create(item);
      views.set(key, view);
      view.update(item);
      const there = this.parent.children[index];
      if (there !== view.element) this.parent.insertBefore(view.element, there ?? null);
    }
    for (const view of spare) remove(view);
    this.views = views;
  }

  find(key: string): ItemView<T> | undefined {
    return this.views.get(key);
  }

  /** Takes away what is not shown any more; gives what can be used again, which is still in its place. */
  private gone(keys: ReadonlySet<string>): ItemView<T>[] {
    const spare: ItemView<T>[] = [];
    for (const [key, view] of this.views) {
      if (keys.has(key)) continue;
      // One with the focus would take it along to another item.
      if (this.reuses && !view.element.contains(document.activeElement)) spare.push(view);
      else remove(view);
    }
    return spare;
  }
}

const remove = ({ element, dispose }: ItemView<never>): void => {
  element.remove();
  dispose?.();
};
