import { rm } from 'node:fs/promises';
import { type Clock, systemClock } from '../../clock';
import { type Disposable, DisposableStore } from '../../disposable';
import type { Endpoint, EndpointsState } from '../../endpoints/endpoint';
import { type EngineStatus, endpointOf } from '../../engines/engine';
import { HumanError, messageOf } from '../../errors';
import { Emitter, type Tracked, Tracker } from '../../event';
import type { FaultsState } from '../../faults/faultsState';
import type { LabNews, LabService } from '../labService';
import type { LoggedResponse } from '../responseLog';
import { chaoslogVersion, type LogHeader, type LogLine, maxRecordedBytes, megabyte } from './chaoslog';
import { formatDetail, formatLine } from './logLines';
import { RecordingFile } from './recordingFile';

export interface RecorderOptions {
  readonly lab: Pick<LabService, 'onDidChange' | 'log' | 'lanes'>;
  readonly engine: Tracked<EngineStatus>;
  readonly endpoints: Pick<Tracked<EndpointsState>, 'current' | 'onDidChange'>;
  readonly faults: Tracked<FaultsState>;
  /** `Chaos Lab 0.1.0`. */
  readonly product: string;
  /** Whose tag the rules of this lab carry. */
  readonly owner?: string;
  readonly clock?: Clock;
  /** Of the file; 100 MiB when absent. */
  readonly maxBytes?: number;
}

export type RecorderState =
  | { readonly state: 'idle' }
  /** `since`: Unix ms. */
  | { readonly state: 'recording'; readonly since: number };

/** A recording that is over. */
export interface Recorded {
  readonly path: string;
  /** Unix ms. */
  readonly startedAt: number;
  /** Why it ended by itself, in a sentence; absent when it was stopped. */
  readonly reason?: string;
}

interface Running {
  readonly path: string;
  readonly startedAt: number;
  readonly file: RecordingFile;
  readonly following: DisposableStore;
  lost: number;
  told: { endpoints: string; faults: string };
}

/**
 * Writes what the lab sees into a file as it comes, so that nothing is lost when the editor dies.
 *
 *   LabService, endpoints, faults ──▶ lines ──▶ RecordingFile (bounded)
 */
export class Recorder implements Tracked<RecorderState>, Disposable {
  private readonly state = new Tracker<RecorderState>({ state: 'idle' });
  private readonly ended = new Emitter<Recorded>();
  private readonly clock: Clock;
  private running: Running | undefined;
  private starting = false;

  readonly onDidChange = this.state.onDidChange;
  /** It could not go on: the file has reached its bound, or the disk refused. */
  readonly onDidEnd = this.ended.event;

  constructor(private readonly options: RecorderOptions) {
    this.clock = options.clock ?? systemClock;
  }

  get current(): RecorderState {
    return this.state.current;
  }

  /** Begins a file that is not there yet. Does nothing while it records. */
  async start(path: string): Promise<void> {
    if (this.running || this.starting) return;
    this.starting = true;
    try {
      const maxBytes = this.options.maxBytes ?? maxRecordedBytes;
      this.begin(path, await RecordingFile.create(path, { maxBytes }));
    } finally {
      this.starting = false;
    }
  }

  /** Gives what was recorded; undefined when nothing is. Rejects with a `HumanError` when the disk refused. */
  async stop(): Promise<Recorded | undefined> {
    const { running } = this;
    if (!running) return undefined;
    this.running = undefined;
    running.following.dispose();
    this.state.set({ state: 'idle' });
    await closeFile(running, this.clock.now());
    return { path: running.path, startedAt: running.startedAt };
  }

  /** What is recorded stays where it is, as far as it is written. */
  dispose(): void {
    void this.stop().catch(() => undefined); // nobody is there to be told
    this.state.dispose();
    this.ended.dispose();
  }

  private begin(path: string, file: RecordingFile): void {
    const { endpoints, engine, faults, lab } = this.options;
    const following = new DisposableStore();
    const startedAt = this.clock.now();
    const told = { endpoints: JSON.stringify(this.endpointList), faults: '' };
    this.running = { path, startedAt, file, following, lost: 0, told };
    this.append(this.header(startedAt));
    this.faultsChanged(faults.current);
    following.add(lab.onDidChange((news) => this.came(news)));
    following.add(endpoints.onDidChange(() => this.endpointsChanged()));
    following.add(faults.onDidChange((state) => this.faultsChanged(state)));
    following.add(engine.onDidChange((status) => this.note(engineNote(status))));
    this.state.set({ state: 'recording', since: startedAt });
  }

  private header(startedAt: number): LogHeader {
    const { current } = this.options.engine;
    const address = endpointOf(current);
    const { owner } = this.options;
    return {
      kind: 'header',
      format: 'chaoslog',
      version: chaoslogVersion,
      product: this.options.product,
      startedAt,
      engine: {
        product: 'capabilities' in current ? current.capabilities.product : '',
        ...(address !== undefined && { address }),
      },
      ...(owner !== undefined && { owner }),
      endpoints: this.endpointList,
    };
  }

  private get endpointList(): Endpoint[] {
    return this.options.endpoints.current.endpoints.map(({ endpoint }) => endpoint);
  }

  private came({ marks, responses }: LabNews): void {
    const lanes = new Map(this.options.lab.lanes.map((lane) => [lane.id, lane]));
    for (const { laneId, ...mark } of marks) {
      const lane = lanes.get(laneId);
      if (lane?.kind !== 'call') continue;
      const { service, operation, region, internal } = lane;
      this.append({ kind: 'event', ...mark, service, operation, region, internal });
    }
    const probed = new Set(this.endpointList.flatMap(({ id, probeable }) => (probeable ? id : [])));
    for (const response of responses) {
      const kind = probed.has(response.endpointId) ? 'probe' : 'response';
      this.append(answerLine(kind, response, this.options.lab.log.find(response.id)));
    }
  }

  private endpointsChanged(): void {
    const endpoints = this.endpointList;
    const text = JSON.stringify(endpoints);
    if (!this.running || text === this.running.told.endpoints) return;
    this.running.told.endpoints = text;
    this.append({ kind: 'endpoints', at: this.clock.now(), endpoints });
  }

  private faultsChanged({ rules: views, latencyMs }: FaultsState): void {
    const rules = views.map(({ rule }) => rule);
    const text = JSON.stringify([rules, latencyMs]);
    if (!this.running || text === this.running.told.faults) return;
    this.running.told.faults = text;
    this.append({ kind: 'faults', at: this.clock.now(), rules, latencyMs });
  }

  private note(text: string): void {
    this.append({ kind: 'note', at: this.clock.now(), text });
  }

  private append(line: LogHeader | LogLine): void {
    const { running } = this;
    if (!running) return;
    switch (running.file.append(formatLine(line))) {
      case 'taken':
        return;
      case 'slow':
        running.lost++;
        return;
      case 'full':
        void this.giveUp(`The recording has reached ${this.maxText} and ended.`);
        return;
      case 'failed':
        void this.giveUp('The recording ended, since it could not be written any more.');
    }
  }

  private get maxText(): string {
    return `${Math.round((this.options.maxBytes ?? maxRecordedBytes) / megabyte)} MB`;
  }

  private async giveUp(reason: string): Promise<void> {
    if (this.running) this.running.following.dispose();
    try {
      const recorded = await this.stop();
      if (recorded) this.ended.fire({ ...recorded, reason });
    } catch (error) {
      this.ended.fire({ path: '', startedAt: 0, reason: `${reason} ${messageOf(error)}` });
    }
  }
}

const closeFile = async ({ file, lost, path }: Running, at: number): Promise<void> => {
  const note =
    lost > 0 ? formatLine({ kind: 'note', at, text: `${lost} lines lost: the disk was too slow.` }) : '';
  try {
    await file.close(note + formatLine({ kind: 'end', at }));
  } catch (error) {
    throw new HumanError(`The recording could not be written to ${path}: ${messageOf(error)}`, 'failed', {
      cause: error,
    });
  }
};

const answerLine = (
  kind: 'probe' | 'response',
  { at, endpointId, status, durationMs, injected, error, rule }: LoggedResponse,
  kept: LoggedResponse | undefined,
): LogLine => ({
  kind,
  at,
  endpoint: endpointId,
  status,
  durationMs,
  injected,
  ...(error !== undefined && { error }),
  ...(rule && { rule }),
  ...formatDetail(kept?.detail),
});

const engineNote = (status: EngineStatus): string => {
  switch (status.state) {
    case 'failed':
      return `The engine failed: ${status.reason}`;
    case 'ready':
    case 'without-chaos':
      return `The engine is ${status.state === 'ready' ? 'ready' : 'there, without chaos'}.`;
    default:
      return `The engine is ${status.state}.`;
  }
};

/** Lets go of a recording that nobody wants. */
export const discard = ({ path }: Recorded): Promise<void> => rm(path, { force: true });
