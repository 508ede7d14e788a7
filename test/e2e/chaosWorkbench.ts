import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { type Workbench, type WorkbenchOptions, withWorkbench } from '../support/workbench';
import { until } from './until';

/** A row of a tree as a person sees it. */
export interface SeenRow {
  /** The rows above it, outermost first: `us-east-1`, `lambda`. */
  readonly path: readonly string[];
  readonly label: string;
  readonly description: string;
  /** Absent without a checkbox. */
  readonly checked?: boolean;
}

/** An endpoint of the tree. */
export interface SeenEndpoint {
  /** `us-east-1 GET /v1/hello`, behind a custom domain `us-east-1 chaos-example.demo.com GET /v1/hello`. */
  readonly name: string;
  readonly status: string;
  readonly latencyMs: number;
}

const settings = {
  'chaos.engine.port': 0,
  'chaos.probe.intervalMs': 500,
  'terminal.integrated.tabs.enabled': false,
  'workbench.notifications.position': 'top-right',
  'workbench.reduceMotion': 'on',
  'editor.occurrencesHighlight': 'off',
};

/** Opens VS Code on an empty folder and the Chaos container in it, with a side bar wide enough to read. */
export const withChaos = <T>(
  use: (chaos: ChaosWorkbench) => Promise<T>,
  options: WorkbenchOptions = {},
): Promise<T> =>
  withWorkbench(
    async (workbench) => {
      const chaos = new ChaosWorkbench(workbench);
      await chaos.open();
      return use(chaos);
    },
    { size: { width: 1280, height: 900 }, ...options, settings: { ...settings, ...options.settings } },
  );

/** What a person does with Chaos Lab in the workbench. */
export class ChaosWorkbench {
  constructor(readonly workbench: Workbench) {}

  async open(): Promise<void> {
    await this.workbench.openContainer('Chaos');
    await this.button('Endpoints', 'Deploy').waitFor();
    await this.widenSideBar(570);
  }

  /** A button of a view's welcome text. */
  button(view: string, name: string): Locator {
    return this.workbench
      .view(view)
      .locator('.welcome-view-content')
      .getByRole('button', { name, exact: true });
  }

  async startEngine(): Promise<void> {
    await this.button('Endpoints', 'Start Engine').click();
    await this.workbench.row('Faults', 'us-east-1').waitFor();
  }

  /** The origin of the engine. */
  async engine(): Promise<string> {
    const [address = ''] = (await this.engineLine()).split(' · ');
    return /^https:/.test(address) ? address : `http://${address}`;
  }

  /** What the title of the Endpoints view tells: `127.0.0.1:4566 · LocalStack 2026.4.0`. */
  async engineLine(): Promise<string> {
    const description = this.workbench.page
      .locator('.pane-header', { hasText: 'Endpoints' })
      .locator('.description');
    return until(async () => (await description.textContent())?.trim() || undefined);
  }

  /** Attaches to an engine or emulator that runs already. */
  async attach(endpoint: string): Promise<void> {
    const { workbench } = this;
    await workbench.runCommand('Chaos: Attach to Endpoint…');
    const another = workbench.pick('Another…'); // where one was attached to before
    const asked = workbench.page.locator('.quick-input-message', { hasText: 'Where the engine' });
    await another.or(asked).waitFor();
    if (await another.isVisible()) await another.click();
    await asked.waitFor();
    await workbench.quickInput.fill(endpoint);
    await workbench.page.keyboard.press('Enter');
  }

  async deploy(): Promise<void> {
    await this.button('Endpoints', 'Deploy').click();
  }

  /** Clicks the checkbox of a switch: `['us-east-1', 'lambda']`. Opens the rows above it. */
  async toggle(...path: readonly string[]): Promise<void> {
    for (let depth = 1; depth < path.length; depth++) await this.expand(path.slice(0, depth));
    await (await this.switch(path)).getByRole('checkbox').click();
  }

  /** The row of a switch. */
  async switch(path: readonly string[]): Promise<Locator> {
    const index = await until(async () => {
      const rows = await this.rows('Faults');
      const found = rows.findIndex((row) => [...row.path, row.label].join('/') === path.join('/'));
      return found < 0 ? undefined : found;
    });
    return this.workbench.tree('Faults').locator(`.monaco-list-row[data-index="${index}"]`);
  }

  /** The rows of a tree that are in view, from the top. */
  async rows(view: string): Promise<SeenRow[]> {
    const found = this.workbench.tree(view).locator('.monaco-list-row');
    const raw: ReturnType<typeof readRows> = await found.evaluateAll(readRows as never);
    const above: string[] = [];
    return raw
      .sort((a, b) => a.index - b.index)
      .map(({ level, label, description, checked }) => {
        above.splice(level - 1);
        const path = [...above];
        above.push(label);
        return { path, label, description, ...(checked ? { checked: checked === 'true' } : {}) };
      });
  }

  async endpoints(): Promise<SeenEndpoint[]> {
    return (await this.rows('Endpoints')).filter(({ label }) => /^[A-Z]+ \//.test(label)).map(asEndpoint);
  }

  /** Waits until each endpoint's status is the one that `wanted` says. Gives what is seen then. */
  async seeStatuses(wanted: (name: string) => number, timeoutMs = 30_000): Promise<SeenEndpoint[]> {
    let seen: SeenEndpoint[] = [];
    const isWanted = ({ name, status }: SeenEndpoint) => status === String(wanted(name));
    try {
      return await until(async () => {
        seen = await this.endpoints();
        return seen.length > 0 && seen.every(isWanted) ? seen : undefined;
      }, timeoutMs);
    } catch (error) {
      const others = seen.filter((each) => !isWanted(each));
      for (const { name, status } of others)
        (error as Error).message += `\n${name}: ${status}, not ${wanted(name)}`;
      throw error;
    }
  }

  /** The text of the status bar item. */
  async status(): Promise<string> {
    return ((await this.workbench.statusBar('status').textContent()) ?? '')
      .replace(/[^\x20-\x7E]/g, '')
      .trim();
  }

  async seeStatus(pattern: RegExp): Promise<void> {
    await until(async () => pattern.test(await this.status()) || undefined);
  }

  /** Closes what lies over the workbench: notifications, the panel with the terminals, hovers. */
  async tidy(): Promise<void> {
    const { page } = this.workbench;
    await this.workbench.runCommand('Notifications: Clear All Notifications');
    if (await page.locator('.part.panel:visible').count())
      await this.workbench.runCommand('View: Hide Panel');
    await this.workbench.runCommand('View: Focus Active Editor Group');
    await page.mouse.move(1000, 500);
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await page.locator('.notification-toast').first().waitFor({ state: 'detached' });
    await until(async () => (await page.locator('.monaco-hover:visible').count()) === 0 || undefined);
  }

  private async expand(path: readonly string[]): Promise<void> {
    const row = await this.switch(path);
    if ((await row.getAttribute('aria-expanded')) === 'false')
      await row.locator('.monaco-tl-twistie').click();
    await until(
      async () => (await (await this.switch(path)).getAttribute('aria-expanded')) === 'true' || undefined,
    );
  }

  private async widenSideBar(width: number): Promise<void> {
    const { page } = this.workbench;
    const box = await page.locator('.part.sidebar').boundingBox();
    assert.ok(box);
    const edge = box.x + box.width;
    await page.mouse.move(edge, 300);
    await page.mouse.down();
    await page.mouse.move(edge + 10, 300);
    await page.mouse.move(box.x + width, 300);
    await page.mouse.up();
  }
}

/** `200 · 12 ms ▁▁▂ · λ hello · p95 18 ms`. */
const asEndpoint = ({ path: [region = '', api = ''], label, description }: SeenRow): SeenEndpoint => {
  const [, status = '?', latency = 'NaN'] = /^(\S+)(?: injected)? · (\d+) ms/.exec(description) ?? [];
  const domain = api.includes('.') ? `${api} ` : '';
  return { name: `${region} ${domain}${label}`, status, latencyMs: Number(latency) };
};

/** Runs in the page: no function may have a name there, since the test's compiler would keep it with a helper. */
const readRows = (elements: Element[]) =>
  elements.map((element) => ({
    index: Number(element.getAttribute('data-index')),
    level: Number(element.getAttribute('aria-level')),
    label: element.querySelector('.label-name')?.textContent?.trim() ?? '',
    description: element.querySelector('.label-description')?.textContent?.trim() ?? '',
    checked: element.querySelector('[role="checkbox"]')?.getAttribute('aria-checked'),
  }));

/** As much of the page's own types as is used here: the tests run in Node. */
interface Element {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
}
