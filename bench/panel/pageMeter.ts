import type { CDPSession, Frame, Page } from 'playwright-core';

/** What the page of the workbench has used, the panel with it: they share a thread, so this is no less than its part. */
export interface PageUsage {
  /** CPU time of its scripts since it was opened. */
  readonly scriptMs: number;
  /** CPU time of all it did. */
  readonly taskMs: number;
  readonly heapBytes: number;
}

/** What the panel's own frame has seen since it was asked before. */
export interface PanelSeen {
  /** Tasks of more than 50 ms: the least that a browser tells. */
  readonly longTasksMs: readonly number[];
  /** Marks that the extension has sent. */
  readonly marks: number;
  /** From each change of a switch to the first lane that has turned. */
  readonly turnedAfterMs: readonly number[];
}

/** Runs in the panel's frame. */
const observe = `globalThis.chaosBench = { longTasksMs: [], marks: 0, turnedAfterMs: [] };
  let clickedAt;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) chaosBench.longTasksMs.push(duration);
  }).observe({ type: 'longtask' });
  addEventListener('message', ({ data }) => { chaosBench.marks += data.changes?.marks.length ?? 0; });
  addEventListener('click', ({ target }) => {
    if (target.closest('[role=switch]')) clickedAt = performance.now();
  }, true);
  new MutationObserver((changes) => {
    if (clickedAt === undefined || !changes.some(({ target }) => target.hasAttribute('data-failed'))) return;
    chaosBench.turnedAfterMs.push(performance.now() - clickedAt);
    clickedAt = undefined;
  }).observe(document.querySelector('.lane-list'), { subtree: true, attributeFilter: ['data-failed'] });`;

const read = `(() => {
  const seen = chaosBench;
  chaosBench = { longTasksMs: [], marks: 0, turnedAfterMs: [] };
  return seen;
})()`;

/** Measures the page from within the browser. */
export class PageMeter {
  private constructor(
    private readonly session: CDPSession,
    private readonly frame: Frame,
  ) {}

  /** @param frame the panel's own */
  static async open(page: Page, frame: Frame): Promise<PageMeter> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' }); // CPU time: others use the machine too
    await frame.evaluate(observe);
    return new PageMeter(session, frame);
  }

  async usage(): Promise<PageUsage> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const value = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
    return {
      scriptMs: value('ScriptDuration') * 1000,
      taskMs: value('TaskDuration') * 1000,
      heapBytes: value('JSHeapUsedSize'),
    };
  }

  seen(): Promise<PanelSeen> {
    return this.frame.evaluate<PanelSeen>(read);
  }

  /** Lets go of all garbage. */
  async collect(): Promise<void> {
    await this.session.send('HeapProfiler.collectGarbage');
  }

  async startProfile(): Promise<void> {
    await this.session.send('Profiler.enable');
    await this.session.send('Profiler.start');
  }

  /** A `.cpuprofile`. */
  async stopProfile(): Promise<unknown> {
    const { profile } = await this.session.send('Profiler.stop');
    return profile;
  }
}
