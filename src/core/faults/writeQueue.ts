/** Runs asynchronous work one after the other, in the order it was asked for. */
export class WriteQueue {
  private last: Promise<unknown> = Promise.resolve();
  private epoch = 0;

  /** Rejects with an `AbortError` when `drop` came before the work began. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const { epoch } = this;
    const result = this.last.then(() => {
      if (epoch !== this.epoch) throw dropped();
      return work();
    });
    this.last = result.catch(() => {}); // its caller is told; the next work runs all the same
    return result;
  }

  /** Gives up what has not begun. */
  drop(): void {
    this.epoch++;
  }
}

const dropped = () => Object.assign(new Error('Given up before it began'), { name: 'AbortError' });
