import type { Socket } from 'node:net';
import { Readable } from 'node:stream';

/** The body of an answer as it comes: a reader that is slow slows the connection down, one that leaves ends it. */
export class ReplyBody extends Readable {
  /** Behind a chunked body; known once it has ended. */
  trailers: readonly string[] = [];
  /** Nothing is left to come. */
  isAllHere = false;
  private isHeldUp = false;

  constructor(private readonly socket: Socket) {
    super({ highWaterMark: 64 * 1024 });
    this.on('error', () => {}); // for who does not listen yet; "close" follows
  }

  add(chunk: Buffer): void {
    if (this.destroyed || this.push(chunk)) return;
    this.isHeldUp = true;
    this.socket.pause();
  }

  finish(trailers: readonly string[]): void {
    this.isAllHere = true;
    this.trailers = trailers;
    this.goOn(); // for the next answer on the connection
    this.push(null);
  }

  override _read(): void {
    this.goOn();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.isAllHere) this.socket.destroy();
    done(error);
  }

  private goOn(): void {
    if (!this.isHeldUp) return;
    this.isHeldUp = false;
    this.socket.resume();
  }
}
