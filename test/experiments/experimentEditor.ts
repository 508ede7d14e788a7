import type { Locator } from 'playwright-core';
import { until } from '../e2e/until';
import type { Workbench } from '../support/workbench';

/** An experiment in the text editor, as a person sees it. */
export class ExperimentEditor {
  constructor(private readonly workbench: Workbench) {}

  /** Opens a file of the workspace by its name, as Go to File does. */
  static async open(workbench: Workbench, name: string): Promise<ExperimentEditor> {
    await workbench.runCommand('Go to File...');
    await workbench.quickInput.fill(name);
    await workbench.pick(name).first().click();
    const editor = new ExperimentEditor(workbench);
    await editor.lens('Run').waitFor();
    return editor;
  }

  /** What stands above the title, with its text or a part of it; what a click does something with. */
  lens(text: string): Locator {
    return this.lenses.locator('a').filter({ hasText: text }).first();
  }

  /** Waits until the line above the title is one like this, without its icons: `Run | Dry Run | Validate`. */
  async seeLenses(wanted: RegExp, timeoutMs?: number): Promise<void> {
    let seen = '';
    const look = async () => {
      const texts = await this.lenses.allInnerTexts();
      seen = texts.map(plain).join(' ');
      return wanted.test(seen) || undefined;
    };
    await until(look, timeoutMs).catch(() => {
      throw new Error(`The lenses are "${seen}", not ${wanted}.`);
    });
  }

  /** How many errors and warnings the window has, as the status bar counts them. */
  async seeProblems(wanted: RegExp): Promise<void> {
    const counted = this.workbench.page.locator('[id="status.problems"]');
    let seen: string | null = null;
    const look = async () => {
      seen = await counted.getAttribute('aria-label');
      return wanted.test(seen ?? '') || undefined;
    };
    await until(look).catch(() => {
      throw new Error(`The status bar says "${seen}", not ${wanted}.`);
    });
  }

  /** Deletes the text of a line, counted from 1, but not the line. */
  async emptyLine(line: number): Promise<void> {
    const { keyboard } = this.workbench.page;
    await this.workbench.runCommand('Go to Line/Column...');
    await this.workbench.quickInput.fill(`:${line}`);
    await this.workbench.quickInput.press('Enter');
    await this.workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await until(async () => (await this.position()).startsWith(`Ln ${line},`) || undefined);
    await keyboard.press('End');
    await keyboard.press('Shift+Home');
    await keyboard.press('Shift+Home'); // the first one leaves the indentation
    await keyboard.press('Delete');
  }

  /** As the status bar says it: `Ln 12, Col 3`. */
  private async position(): Promise<string> {
    return (await this.workbench.page.locator('[id="status.editor.selection"]').innerText()).trim();
  }

  private get lenses(): Locator {
    return this.workbench.page.locator('.codelens-decoration');
  }
}

/** Without icons, and with a space where there are several or another kind of it. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7E]/g, '')
    .replace(/ *\| */g, ' | ')
    .trim();
