import { type FileHandle, open } from 'node:fs/promises';
import { megabyte } from './chaoslog';

export interface RecordingFileOptions {
  /** What may be written in all. */
  readonly maxBytes: number;
  /** What may wait for a slow disk; 4 MiB when absent. */
  readonly maxWaitingBytes?: number;
}

/** A file that grows by text, written as it comes: in memory is only what the disk has not taken yet. */
export class RecordingFile {
  private waiting: string[] = [];
  private waitingBytes = 0;
  private writing: Promise<void> = Promise.resolve();
  private busy = false;
  private failure: unknown;
  private total = 0;

  private constructor(
    private readonly handle: FileHandle,
    private readonly options: RecordingFileOptions,
  ) {}

  /** Of a file that is not there yet, for nobody else to read. */
  static async create(path: string, options: RecordingFileOptions): Promise<RecordingFile> {
    return new RecordingFile(await open(path, 'wx', 0o600), options);
  }

  /** What was taken, written or not. */
  get bytes(): number {
    return this.total;
  }

  /** Gives what became of the text: taken, or refused for lack of room, or since the disk is too slow or failed. */
  append(text: string): 'taken' | 'full' | 'slow' | 'failed' {
    if (this.failure !== undefined) return 'failed';
    const bytes = Buffer.byteLength(text);
    if (this.total + bytes > this.options.maxBytes) return 'full';
    if (this.waitingBytes + bytes > (this.options.maxWaitingBytes ?? 4 * megabyte)) return 'slow';
    this.total += bytes;
    this.waitingBytes += bytes;
    this.waiting.push(text);
    if (!this.busy) this.writing = this.write();
    return 'taken';
  }

  /** Writes what waits, `last` with it whatever the bounds are. Rejects with why the disk refused. */
  async close(last = ''): Promise<void> {
    await this.writing;
    try {
      if (this.failure !== undefined) throw this.failure;
      await this.handle.appendFile(last);
    } finally {
      await this.handle.close();
    }
  }

  private async write(): Promise<void> {
    this.busy = true;
    try {
      while (this.waiting.length > 0) {
        const text = this.waiting.join('');
        this.waiting = [];
        await this.handle.appendFile(text);
        this.waitingBytes -= Buffer.byteLength(text);
      }
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
  }
}
