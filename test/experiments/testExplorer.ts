import type { Locator } from 'playwright-core';
import { until } from '../e2e/until';
import type { Workbench } from '../support/workbench';

export type TestState = 'Not yet run' | 'Running' | 'Passed' | 'Failed' | 'Errored' | 'Skipped';

/** The Test Explorer as a person sees it. */
export class TestExplorer {
  constructor(private readonly workbench: Workbench) {}

  static async open(workbench: Workbench): Promise<TestExplorer> {
    await workbench.runCommand('View: Show Testing');
    const explorer = new TestExplorer(workbench);
    await explorer.rows.first().waitFor();
    return explorer;
  }

  /** A test or an experiment, by its name. */
  row(name: string): Locator {
    return this.rows.filter({ has: this.workbench.page.locator('.label', { hasText: name }) }).first();
  }

  async expand(name: string): Promise<void> {
    const row = this.row(name);
    if ((await row.getAttribute('aria-expanded')) === 'false')
      await row.locator('.monaco-tl-twistie').click();
    await until(async () => (await row.getAttribute('aria-expanded')) === 'true' || undefined);
  }

  async run(name: string): Promise<void> {
    const row = this.row(name);
    await row.hover();
    await row.getByRole('button', { name: 'Run Test', exact: true }).click();
  }

  /** Waits until these tests are in these states. */
  async seeStates(wanted: Readonly<Record<string, TestState>>, timeoutMs = 30_000): Promise<void> {
    let seen: string[] = [];
    const look = async () => {
      seen = await Promise.all(
        Object.keys(wanted).map(async (name) => `${name}: ${await this.stateOf(name)}`),
      );
      return (
        seen.join() ===
          Object.entries(wanted)
            .map((each) => each.join(': '))
            .join() || undefined
      );
    };
    await until(look, timeoutMs).catch(() => {
      throw new Error(`The tests are otherwise than ${JSON.stringify(wanted)}: ${seen.join(', ')}`);
    });
  }

  private async stateOf(name: string): Promise<string> {
    const label = (await this.row(name).getAttribute('aria-label')) ?? '';
    return /\(([^()]+)\)(, in [^()]*)?$/.exec(label)?.[1] ?? label;
  }

  private get rows(): Locator {
    return this.workbench.tree('Test Explorer').locator('.monaco-list-row');
  }
}
