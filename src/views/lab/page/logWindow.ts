/** A line of the log, in CSS pixels, before one has been seen. */
const likelyHeight = 20;
/** Lines below those in view, so that there are some when a person scrolls. */
const ahead = 12;

/**
 * How many lines of the log there are in the page: those in view and some more. Hundreds of answers a second go by, and
 * a line that nobody has scrolled to costs as much as one that is seen.
 */
export class LogWindow {
  private wanted = 0;
  private reached = 0;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly body: HTMLElement,
    private readonly most: number,
    private readonly onChange: () => void,
  ) {
    scroller.addEventListener('scroll', () => this.look(), { passive: true });
    new ResizeObserver(() => this.look()).observe(scroller);
  }

  /** @param selected the place of the line that is selected, which stays; -1 for none */
  rowsFor(selected: number): number {
    return Math.min(this.most, Math.max(this.wanted, this.reached, selected + 1) + ahead);
  }

  /** For the keyboard, which is ahead of scrolling. */
  reach(place: number): void {
    this.reached = Math.min(place + 1, this.most);
    this.onChange();
  }

  private look(): void {
    const { scrollTop, clientHeight } = this.scroller;
    const height = (this.body.firstElementChild as HTMLElement | null)?.offsetHeight || likelyHeight;
    const wanted = Math.ceil((scrollTop + clientHeight) / height);
    this.reached = 0;
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.onChange();
  }
}
