/** What shows one item of a list. */
export interface ItemView<T> {
  readonly element: HTMLElement;
  update(item: T): void;
  dispose?(): void;
}

/** Shows items one after the other, with the same element for as long as an item's key is there: focus stays. */
export class KeyedList<T> {
  private readonly views = new Map<string, ItemView<T>>();

  constructor(
    private readonly parent: HTMLElement,
    private readonly keyOf: (item: T) => string,
    private readonly create: (item: T) => ItemView<T>,
  ) {}

  show(items: readonly T[]): void {
    const keys = new Set(items.map(this.keyOf));
    for (const [key, view] of this.views) if (!keys.has(key)) this.remove(key, view);
    for (const [index, item] of items.entries()) {
      const view = this.viewOf(item);
      view.update(item);
      const there = this.parent.children[index];
      if (there !== view.element) this.parent.insertBefore(view.element, there ?? null);
    }
  }

  find(key: string): ItemView<T> | undefined {
    return this.views.get(key);
  }

  private viewOf(item: T): ItemView<T> {
    const key = this.keyOf(item);
    const view = this.views.get(key) ?? this.create(item);
    this.views.set(key, view);
    return view;
  }

  private remove(key: string, view: ItemView<T>): void {
    this.views.delete(key);
    view.element.remove();
    view.dispose?.();
  }
}
