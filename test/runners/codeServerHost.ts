import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { root } from '../../scripts/lib/paths.mjs';
import { startCodeServer } from '../../scripts/vscode/codeServer.mjs';
import { quietSettings, writeMachineSettings } from '../../scripts/vscode/codeServerSettings.mjs';
import { chromiumFlags, findChromium } from '../../scripts/vscode/findChromium.mjs';
import { installCodeServer } from '../../scripts/vscode/installCodeServer.mjs';
import { followEvents } from './followEvents';
import { cameToItsEnd, type HostRun, hostEnvironment } from './hostRun';

const keptLogLines = 40;

/** Runs the tests in code-server's extension host; a headless browser shows its workbench. Resolves with the exit code. */
export async function runInCodeServer(run: HostRun): Promise<number> {
  const [dataFolder, workspace] = [join(run.home, 'server'), join(run.home, 'workspace')];
  await mkdir(workspace);
  await writeMachineSettings(dataFolder, { ...quietSettings, 'git.enabled': false });
  const release = await installCodeServer();
  const server = await startCodeServer(release, { dataFolder, testDriver: true, env: hostEnvironment(run) });
  const stopFollowing = followEvents(run.results);
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumFlags });
    const { code, log } = await runTests(await browser.newPage(), pageUrl(server.port, workspace, run.tests));
    if (!(await cameToItsEnd(run))) process.stdout.write(`\nWhat VS Code logged last:\n${log.join('\n')}\n`);
    return code;
  } finally {
    await stopFollowing();
    await browser?.close();
    await server.stop();
  }
}

/** The page is what names the extension under development and its tests. */
function pageUrl(port: number, workspace: string, tests: string): string {
  const remote = `vscode-remote://localhost:${port}`;
  const payload = [
    ['extensionDevelopmentPath', `${remote}${root}`],
    ['extensionTestsPath', `${remote}${tests}`],
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  return `http://localhost:${port}/?${query}`;
}

/** Resolves with the exit code that VS Code reports when the tests are over, and what it logged last. */
async function runTests(page: Page, url: string): Promise<{ code: number; log: readonly string[] }> {
  const log: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    log.push(`${type}: ${args.join(' ')}`);
    log.splice(0, log.length - keptLogLines);
  });
  const exit = new Promise<number>((resolve, reject) => {
    void page.exposeFunction('codeAutomationExit', resolve);
    page.once('crash', () => reject(new Error('The page of the workbench crashed.')));
  });
  await page.goto(url);
  const code = await exit;
  return { code, log };
}
