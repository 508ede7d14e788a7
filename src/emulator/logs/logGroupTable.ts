import type { LogLine, LogSink } from '../ports';
import type { Collection } from '../store';
import {
  addEvents,
  addStream,
  findStream,
  type LogGroup,
  type LogStream,
  removeStream,
  sizeOf,
  trimEvents,
} from './logGroup';
import { alreadyExists, notFound } from './logsErrors';

/** How long new events may wait before they are handed to the store. */
const SAVE_DELAY_MS = 5_000;

/**
 * Every region's groups. The values of the collection are the live ones; they are put again, to be saved, when a
 * group changes, and for new events, which come in by the thousand, some seconds later.
 */
export class LogGroupTable implements LogSink {
  /** At least the characters of each group; counting them at every line would take too long. */
  private readonly sizes = new WeakMap<LogGroup, number>();
  private readonly unsaved = new Map<LogGroup, string>();
  private timer: NodeJS.Timeout | undefined;
  private sequence: number;
  private closed = false;

  constructor(private readonly groups: Collection<LogGroup>) {
    const last = groups.all().map(({ value }) => value.events.at(-1)?.sequence ?? 0);
    this.sequence = Math.max(0, ...last);
  }

  append(region: string, name: string, streamName: string, lines: readonly LogLine[]): void {
    if (this.closed) return;
    const group = this.find(region, name) ?? this.create(region, name, {});
    this.write(region, group, findStream(group, streamName) ?? addStream(group, streamName), lines);
  }

  write(region: string, group: LogGroup, stream: LogStream, lines: readonly LogLine[]): void {
    const before = this.sizes.get(group) ?? sizeOf(group);
    const added = addEvents(group, stream, lines, () => ++this.sequence);
    this.sizes.set(group, trimEvents(group, before + added));
    this.saveLater(region, group);
  }

  find(region: string, name: string): LogGroup | undefined {
    return this.groups.get(region, name);
  }

  get(region: string, name: string): LogGroup {
    return this.find(region, name) ?? notFound('The specified log group does not exist.');
  }

  /** Sorted by name. */
  list(region: string): LogGroup[] {
    return this.groups.list(region).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  create(region: string, name: string, tags: LogGroup['tags']): LogGroup {
    if (this.find(region, name)) throw alreadyExists('The specified log group already exists');
    const group: LogGroup = { name, createdAt: Date.now(), tags, streams: [], events: [] };
    this.save(region, group);
    return group;
  }

  delete(region: string, name: string): void {
    const group = this.get(region, name);
    this.unsaved.delete(group);
    this.groups.delete(region, name);
  }

  deleteStream(region: string, group: LogGroup, name: string): void {
    removeStream(group, name);
    this.save(region, group);
  }

  save(region: string, group: LogGroup): void {
    this.unsaved.delete(group);
    this.groups.put(region, group.name, group);
  }

  /** Hands everything over to the store. What comes later, from handlers that are being ended, is dropped. */
  close(): void {
    this.closed = true;
    this.saveAll();
  }

  private saveAll(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const [group, region] of [...this.unsaved]) this.save(region, group);
  }

  private saveLater(region: string, group: LogGroup): void {
    this.unsaved.set(group, region);
    this.timer ??= setTimeout(() => this.saveAll(), SAVE_DELAY_MS).unref();
  }
}
