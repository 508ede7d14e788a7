import type { FaultRule } from '../faults/rule';
import { isFailed, type Mark } from './mark';
import { RingBuffer } from './ringBuffer';

/** What came besides the status, for who wants to look closer. */
export interface ResponseDetail {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** As much of it as is kept. */
  readonly body: Uint8Array;
  /** There was more of the body. */
  readonly truncated: boolean;
}

/** One response, or the lack of one. */
export interface LoggedResponse extends Mark {
  /** Counts up, and is never used again. */
  readonly id: number;
  readonly endpointId: string;
  /** Why there was no response: `timeout`, `ECONNREFUSED`. */
  readonly error?: string;
  /** The rule that had a part in it, as it was then. */
  readonly rule?: FaultRule;
  /** Absent when there was no response, or when it has been let go to make room. */
  readonly detail?: ResponseDetail;
}

export interface ResponseLogOptions {
  /** 2000 when absent. */
  readonly keptResponses?: number;
  /** Of one body; 32 KiB when absent. */
  readonly maxBodyBytes?: number;
  /** Of all bodies together; 8 MiB when absent. The oldest are let go first. */
  readonly maxTotalBytes?: number;
}

/** The last responses in bounded memory, and of each endpoint the last good one. */
export class ResponseLog {
  private readonly entries: RingBuffer<LoggedResponse>;
  private readonly details = new Map<number, ResponseDetail>();
  private readonly healthy = new Map<string, LoggedResponse>();
  private totalBytes = 0;
  private nextId = 1;

  constructor(private readonly options: ResponseLogOptions = {}) {
    this.entries = new RingBuffer(options.keptResponses ?? 2000);
  }

  /** Oldest first, without their details. */
  get all(): readonly LoggedResponse[] {
    return [...this.entries];
  }

  add({ detail, ...rest }: Omit<LoggedResponse, 'id'>): LoggedResponse {
    const entry: LoggedResponse = { id: this.nextId++, ...rest };
    const gone = this.entries.push(entry);
    if (gone) this.forget(gone.id);
    const kept = detail && this.bounded(detail);
    if (kept) this.keep(entry.id, kept);
    if (kept && !isFailed(entry) && entry.status < 400) {
      this.healthy.set(entry.endpointId, { ...entry, detail: kept });
    }
    return entry;
  }

  /** With its detail while that is kept. */
  find(id: number): LoggedResponse | undefined {
    const oldest = this.entries.at(0)?.id ?? 0;
    const entry = id < oldest ? undefined : this.entries.at(id - oldest);
    const detail = this.details.get(id);
    return entry && { ...entry, ...(detail && { detail }) };
  }

  /** The last good response of an endpoint, as of now, whether or not the log still holds it. */
  lastHealthy(endpointId: string): LoggedResponse | undefined {
    return this.healthy.get(endpointId);
  }

  /** Lets go of the good responses of all other endpoints. */
  keepOnly(endpointIds: ReadonlySet<string>): void {
    for (const id of this.healthy.keys()) if (!endpointIds.has(id)) this.healthy.delete(id);
  }

  /** The same where nothing is cut off: its headers may be put together only when they are looked at. */
  private bounded(detail: ResponseDetail): ResponseDetail {
    const { body } = detail;
    const maxBytes = this.options.maxBodyBytes ?? 32 * 1024;
    if (body.length <= maxBytes) return detail;
    // A copy: a part of a larger buffer would keep all of it.
    return { headers: detail.headers, body: Uint8Array.from(body.subarray(0, maxBytes)), truncated: true };
  }

  private keep(id: number, detail: ResponseDetail): void {
    this.details.set(id, detail);
    this.totalBytes += detail.body.length;
    const limit = this.options.maxTotalBytes ?? 8 * 1024 * 1024;
    for (const oldest of this.details.keys()) {
      if (this.totalBytes <= limit) return;
      this.forget(oldest);
    }
  }

  private forget(id: number): void {
    this.totalBytes -= this.details.get(id)?.body.length ?? 0;
    this.details.delete(id);
  }
}
