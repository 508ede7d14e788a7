import { secondsText } from '../../core/experiments/report/journalTime';

const refreshMs = 200;

/** The last line of a terminal: what runs now and for how long. Elsewhere it shows nothing. */
export class LiveLine {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly isShown: boolean,
  ) {}

  show(text: string): void {
    if (!this.isShown) return;
    this.clear();
    const began = Date.now();
    const draw = () => this.draw(`    … ${text} ${secondsText((Date.now() - began) / 1000)}`);
    draw();
    this.timer = setInterval(draw, refreshMs);
    this.timer.unref();
  }

  /** Before anything else is written. */
  clear(): void {
    if (this.timer === undefined) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.stream.write('\r\u001b[K');
  }

  private draw(text: string): void {
    const width = Math.max(20, (this.stream.columns ?? 80) - 1);
    this.stream.write(`\r\u001b[K${[...text].slice(0, width).join('')}`);
  }
}
