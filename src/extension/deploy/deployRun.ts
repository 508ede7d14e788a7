import type { DeployReport, RegionReport } from '../../core/deploy/deployReport';
import type { ToolLine } from '../../core/deploy/regionWork';
import type { Cancellation } from '../../core/deploy/runTool';
import type { Disposable } from '../../core/disposable';
import { messageOf } from '../../core/errors';
import { Emitter, Tracker } from '../../core/event';

export type DeployAction = 'deploy' | 'destroy';

/** What a run tells while it lasts, and how it is asked to end. */
export interface RunReporting extends Cancellation {
  onLine(line: ToolLine): void;
  onStep(region: string, step: string): void;
  /** Before the regions part: what concerns all of them. */
  onNote(text: string): void;
}

export interface DeployRunOptions {
  readonly action: DeployAction;
  readonly regions: readonly string[];
  readonly work: (reporting: RunReporting) => Promise<DeployReport>;
}

/** A line of a run; without a region it concerns all. */
export interface RunLine {
  readonly region?: string;
  readonly text: string;
}

/**
 * One deploying or destroying, its regions side by side. It keeps what was printed, since a terminal may open late.
 *
 *   core/deploy ──lines, steps──▶ DeployRun ──▶ a terminal for each region
 *                                          └──▶ the progress notification
 */
export class DeployRun {
  private readonly printed: RunLine[] = [];
  private readonly line = new Emitter<RunLine>();
  private readonly interrupted = new AbortController();
  private readonly killed = new AbortController();
  readonly action: DeployAction;
  readonly regions: readonly string[];
  /** What each region is at, `terraform apply`; regions that have not begun are absent. */
  readonly steps = new Tracker<ReadonlyMap<string, string>>(new Map());
  /** Rejects when no region could begin. */
  readonly done: Promise<DeployReport>;

  constructor({ action, regions, work }: DeployRunOptions) {
    this.action = action;
    this.regions = regions;
    this.done = work({
      signal: this.interrupted.signal,
      killSignal: this.killed.signal,
      onLine: ({ region, text }) => this.print({ region, text }),
      onNote: (text) => this.print({ text }),
      onStep: (region, step) => this.steps.set(new Map([...this.steps.current, [region, step]])),
    });
    this.done.catch(() => {}); // whoever shows the run is told
  }

  /** Gives the region's lines so far, then those to come. */
  follow(region: string, listener: (text: string) => void): Disposable {
    const concerns = (line: RunLine) => line.region === undefined || line.region === region;
    for (const line of this.printed) if (concerns(line)) listener(line.text);
    return this.line.event((line) => {
      if (concerns(line)) listener(line.text);
    });
  }

  /** First asks the tools to end as Ctrl+C does, so that they free their locks; asked again, kills them. */
  cancel(): 'interrupted' | 'killed' {
    if (!this.interrupted.signal.aborted) {
      this.interrupted.abort();
      return 'interrupted';
    }
    this.killed.abort();
    return 'killed';
  }

  /** How it ended in one region; never rejects. */
  async outcomeOf(region: string): Promise<Pick<RegionReport, 'outcome' | 'message'>> {
    try {
      const { regions } = await this.done;
      return regions.find((each) => each.region === region) ?? { outcome: 'done' };
    } catch (error) {
      return this.interrupted.signal.aborted
        ? { outcome: 'cancelled' }
        : { outcome: 'failed', message: messageOf(error) };
    }
  }

  private print(line: RunLine): void {
    this.printed.push(line);
    this.line.fire(line);
  }
}
