import type { FrameLocator, Locator } from 'playwright-core';
import { seriousIssues } from '../support/seriousIssues';
import type { Workbench } from '../support/workbench';
import { until } from './until';

/** The lab panel as a person sees it. */
export class LabPage {
  readonly page: FrameLocator;

  constructor(private readonly workbench: Workbench) {
    this.page = workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Opens it alone, without the side bar. */
  static async open(workbench: Workbench): Promise<LabPage> {
    await workbench.runCommand('Chaos: Open Lab');
    const lab = new LabPage(workbench);
    await lab.page.getByRole('button', { name: /^Halt All/ }).waitFor();
    return lab;
  }

  /** `Everything in us-east-1`, `lambda in us-east-1`, `lambda Invoke in all regions`. */
  switch(name: string): Locator {
    return this.page.getByRole('switch', { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  get lanes(): Locator {
    return this.page.getByRole('list', { name: 'Endpoints' }).getByRole('listitem');
  }

  get explanation(): Locator {
    return this.page.getByRole('status', { name: 'Explanation' });
  }

  /** The lines of the log below its head, as far as somebody has scrolled. */
  get responses(): Locator {
    return this.log.locator('[role="row"][aria-selected]');
  }

  /** How many lines the log has, below its head. */
  async responseCount(): Promise<number> {
    return Number(await this.log.getAttribute('aria-rowcount')) - 1;
  }

  private get log(): Locator {
    return this.page.getByRole('grid', { name: 'Responses' });
  }

  /** Each lane's name and last status: `us-east-1 GET /v1/hello 502`. */
  async statuses(): Promise<string[]> {
    const texts = await this.lanes.evaluateAll(readLanes as never);
    return texts as unknown as string[];
  }

  /** Waits until each lane's last status is the one that `wanted` says. */
  async seeStatuses(wanted: (lane: string) => number, count: number): Promise<void> {
    let seen: string[] = [];
    const fits = (line: string) => line.endsWith(` ${wanted(line)}`);
    try {
      await until(async () => {
        seen = await this.statuses();
        return (seen.length === count && seen.every(fits)) || undefined;
      }, 30_000);
    } catch (error) {
      (error as Error).message += `\n${seen.join('\n')}`;
      throw error;
    }
  }

  async seeExplanation(text: RegExp): Promise<void> {
    await this.explanation.filter({ hasText: text }).waitFor();
  }

  /** What axe finds to be serious, in a line each. */
  async seriousIssues(): Promise<string[]> {
    const body = await this.page.locator('body').elementHandle();
    const frame = await body?.ownerFrame();
    if (!frame) throw new Error('The panel is not there.');
    return seriousIssues(frame);
  }

  async screenshot(name: string): Promise<void> {
    await this.workbench.screenshot(name);
  }
}

/** Runs in the page: no function may have a name there, since the test's compiler would keep it with a helper. */
const readLanes = (elements: Element[]) =>
  elements.map((element) =>
    [
      element.querySelector('.lane-sub')?.textContent?.split(' ')[0],
      element.querySelector('.lane-title')?.textContent,
      element.querySelector('.lane-status')?.textContent,
    ].join(' '),
  );

/** As much of the page's own types as is used here: the tests run in Node. */
interface Element {
  readonly textContent: string | null;
  querySelector(selector: string): Element | null;
}
