import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { root } from '../../scripts/lib/paths.mjs';
import { type CodeServer, startCodeServer } from '../../scripts/vscode/codeServer.mjs';
import { quietSettings, writeMachineSettings } from '../../scripts/vscode/codeServerSettings.mjs';
import { chromiumFlags, findChromium } from '../../scripts/vscode/findChromium.mjs';
import { installCodeServer } from '../../scripts/vscode/installCodeServer.mjs';
import { until } from '../e2e/until';
import { extensionHostOf } from './extensionHost';
import { installedExtension } from './installedExtension';

export interface WorkbenchOptions {
  /** Fills the workspace folder, which is empty otherwise. */
  readonly prepare?: (folder: string) => Promise<void>;
  /** Added to the settings of a quiet workbench. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Reaches the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  readonly size?: { readonly width: number; readonly height: number };
}

const actionTimeoutMs = 20_000;
const paletteTries = 4;
const paletteTimeoutMs = 3_000;
/** Files that this build of the server leaves out, and says so at each start. */
const serverNoise = /\b404\b|ServiceWorker/;

/**
 * Opens VS Code in a headless browser, with the packaged extension installed as a user has it, on a workspace
 * folder of its own; ends and removes all of it afterwards. A failure leaves a picture in `test-results/`.
 */
export async function withWorkbench<T>(
  use: (workbench: Workbench) => Promise<T>,
  options: WorkbenchOptions = {},
): Promise<T> {
  const release = await installCodeServer();
  const extensions = await installedExtension(release);
  const home = await mkdtemp(join(tmpdir(), 'chaos-wb-'));
  const [folder, dataFolder] = [join(home, 'workspace'), join(home, 'server')];
  let server: CodeServer | undefined;
  let browser: Browser | undefined;
  try {
    await mkdir(folder);
    await options.prepare?.(folder);
    await cp(extensions, join(dataFolder, 'extensions'), { recursive: true });
    await writeMachineSettings(dataFolder, { ...quietSettings, 'git.enabled': false, ...options.settings });
    server = await startCodeServer(release, { dataFolder, env: { ...socketsIn(home), ...options.env } });
    browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumFlags });
    const page = await browser.newPage({ viewport: options.size ?? { width: 1280, height: 800 } });
    const workbench = new Workbench(page, folder, server);
    await workbench.open();
    return await use(workbench).catch((error) => workbench.failed(error));
  } finally {
    await browser?.close();
    await server?.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * VS Code leaves its sockets behind when it is ended; they go with the folder. Not on macOS, where the paths of
 * sockets would become too long.
 */
const socketsIn = (folder: string): NodeJS.ProcessEnv =>
  process.platform === 'linux' ? { TMPDIR: folder, XDG_RUNTIME_DIR: undefined } : {};

/** A person's view of VS Code: what can be clicked, and what is shown. */
export class Workbench {
  readonly #consoleErrors: string[] = [];

  constructor(
    readonly page: Page,
    /** The workspace folder. */
    readonly folder: string,
    private readonly server: CodeServer,
  ) {
    page.setDefaultTimeout(actionTimeoutMs);
    page.on('console', (message) => {
      if (message.type() === 'error' && !serverNoise.test(message.text()))
        this.#consoleErrors.push(message.text());
    });
    page.on('pageerror', (error) => this.#consoleErrors.push(String(error)));
  }

  /** What the page reported as errors since it was opened. */
  get consoleErrors(): readonly string[] {
    return this.#consoleErrors;
  }

  /** Loads the page, or loads it again as after a lost connection. */
  async open(): Promise<void> {
    await this.page.goto(`${this.server.origin}/?folder=${encodeURIComponent(this.folder)}`);
    await this.page.locator('.monaco-workbench .part.activitybar').waitFor();
  }

  /** Runs a command from the palette by its title, `Chaos: Deploy`. */
  async runCommand(title: string): Promise<void> {
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.openPalette();
    await this.quickInput.fill(`>${title}`);
    const command = this.pick(title).filter({ has: this.page.getByText(title, { exact: true }) });
    await command.first().waitFor();
    await this.untilListSettled();
    await command.first().click(); // not Enter: the list does not always begin with what was typed to the letter
  }

  /** What has the focus may not listen yet, like a page that is being loaded: then the key is pressed again. */
  private async openPalette(): Promise<void> {
    for (let tries = 1; tries < paletteTries; tries++) {
      await this.page.keyboard.press('F1');
      const isOpen = this.quickInput.waitFor({ timeout: paletteTimeoutMs }).then(
        () => true,
        () => false,
      );
      if (await isOpen) return;
    }
    await this.page.keyboard.press('F1');
    await this.quickInput.waitFor();
  }

  /** Rows are used again for other commands while the list is filtered: a click then would hit one of those. */
  private async untilListSettled(): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    let before: string | undefined;
    await until(async () => {
      const now = (await rows.allTextContents()).join('\n');
      const isSame = now === before;
      before = now;
      return isSame || undefined;
    });
  }

  /** Changes the colours of this workspace, by the name of the theme; `kind` is its class in the page. */
  async setTheme(name: string, kind: 'vs' | 'vs-dark' | 'hc-black' | 'hc-light'): Promise<void> {
    await mkdir(join(this.folder, '.vscode'), { recursive: true });
    const settings = JSON.stringify({ 'workbench.colorTheme': name });
    await writeFile(join(this.folder, '.vscode', 'settings.json'), settings);
    await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
  }

  /** The text field of the palette, a quick pick or an input box. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input');
  }

  /** A choice in the palette or a quick pick. */
  pick(text: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text });
  }

  /** Opens a view container by the name of its icon in the activity bar. */
  async openContainer(name: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-item:has(a.action-label[aria-label^="${name}"])`);
    const isOpen = await icon.getAttribute('aria-expanded');
    const isChecked = (await icon.getAttribute('class'))?.includes('checked');
    if (isOpen !== 'true' && !isChecked) await icon.locator('a.action-label').click();
  }

  tree(view: string): Locator {
    return this.page.getByRole('tree', { name: view });
  }

  /** The row with exactly this label; not by aria-label, which is its tooltip. */
  row(view: string, label: string): Locator {
    const exactly = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    return this.tree(view)
      .locator('.monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: exactly }) });
  }

  /** A view with its header, its rows and its welcome text. */
  view(name: string): Locator {
    return this.page.locator('.pane').filter({ has: this.page.locator('.pane-header', { hasText: name }) });
  }

  /** A button in a view's title; it shows only while the mouse is over the header. */
  async clickViewAction(view: string, action: string): Promise<void> {
    const header = this.page.locator('.pane-header', { hasText: view });
    await header.hover();
    await header.getByRole('button', { name: action }).click();
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** A modal question. */
  dialog(text: string | RegExp): Locator {
    return this.page.locator('.monaco-dialog-box').filter({ hasText: text });
  }

  /** A status bar item of this extension. */
  statusBar(itemId: string): Locator {
    return this.page.locator(`[id="chaos-lab.chaos-lab.${itemId}"]`);
  }

  /** The process that runs the extension, for tests of what happens when it dies. */
  extensionHostPid(): Promise<number> {
    return extensionHostOf(this.server.pid);
  }

  /**
   * Takes a picture: into `docs/images/` when `CHAOS_LAB_SCREENSHOTS=1` says that the documentation shall show
   * it, else into `test-results/`.
   *
   * @returns its file
   */
  async screenshot(name: string): Promise<string> {
    const folder =
      process.env.CHAOS_LAB_SCREENSHOTS === '1' ? ['docs', 'images'] : ['test-results', 'images'];
    const path = join(root, ...folder, `${name}.png`);
    await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    return path;
  }

  async failed(error: unknown): Promise<never> {
    const path = join(root, 'test-results', `failure-${Date.now()}.png`);
    const taken = await this.page.screenshot({ path }).catch(() => undefined); // the page may be what failed
    if (taken && error instanceof Error) error.message += `\n(what was on the screen: ${path})`;
    throw error;
  }
}
