/** Keeps the last so many items, in order. */
export class RingBuffer<T> {
  private items: T[] = [];
  private start = 0;

  constructor(readonly capacity: number) {
    if (capacity < 1) throw new Error(`Not a capacity: ${capacity}`);
  }

  get size(): number {
    return this.items.length;
  }

  /** Gives the item that had to go to make room. */
  push(item: T): T | undefined {
    if (this.items.length < this.capacity) {
      this.items.push(item);
      return undefined;
    }
    const oldest = this.items[this.start];
    this.items[this.start] = item;
    this.start = (this.start + 1) % this.capacity;
    return oldest;
  }

  /** 0 is the oldest; -1 the newest. */
  at(position: number): T | undefined {
    const index = position < 0 ? this.size + position : position;
    return index < 0 || index >= this.size ? undefined : this.items[(this.start + index) % this.size];
  }

  /** Oldest first. */
  toArray(): T[] {
    return this.start === 0
      ? this.items.slice()
      : [...this.items.slice(this.start), ...this.items.slice(0, this.start)];
  }

  /** Oldest first. */
  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.size; index++) yield this.at(index) as T;
  }

  clear(): void {
    this.items = [];
    this.start = 0;
  }
}
