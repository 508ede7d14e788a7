import { StringDecoder } from 'node:string_decoder';

/** Cuts a stream of bytes into lines. Of an overlong line the start is kept, so that memory stays bounded. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';
  private cut = false;

  constructor(
    private readonly onLine: (line: string) => void,
    private readonly maxLength = Number.POSITIVE_INFINITY,
  ) {}

  write(chunk: Buffer): void {
    const parts = this.decoder.write(chunk).split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      this.keep(part);
      this.flush();
    }
    this.keep(last);
  }

  /** The last line may have no end. */
  end(): void {
    this.keep(this.decoder.end());
    if (this.rest) this.flush();
  }

  private keep(part: string): void {
    if (this.cut) return;
    this.rest += part;
    if (this.rest.length <= this.maxLength) return;
    this.rest = `${this.rest.slice(0, this.maxLength)}…`;
    this.cut = true;
  }

  private flush(): void {
    this.onLine(this.rest.endsWith('\r') ? this.rest.slice(0, -1) : this.rest);
    this.rest = '';
    this.cut = false;
  }
}
