import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { LabPage } from '../../test/e2e/labPage';
import { until } from '../../test/e2e/until';
import { type Workbench, withWorkbench } from '../../test/support/workbench';
import { type Figure, figuresOf, type Wanted } from './figures';
import { ExtensionHost, type HostProfiles } from './host/extensionHost';
import { type Measurement, measure, type Step } from './measure';
import { PageMeter } from './pageMeter';
import { type EngineOfBench, startEngine } from './startEngine';

export interface BenchOptions {
  readonly seconds: number;
  /** Where to put CPU profiles of the extension host and the page; they cost a little themselves. */
  readonly profiles?: string;
  /** Where to put a trace of the page, for Chrome's performance panel; it costs a little itself. */
  readonly trace?: string;
  /** Where to put what the memory of the extension host consists of, a line of JSON each five seconds. */
  readonly memory?: string;
}

/** Until compilers and caches have settled. */
const settleMs = 10_000;

/** Opens the lab panel in a real VS Code, lets it watch for so long, and tells what that took. */
export async function runBench(wanted: Wanted, options: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-bench-'));
  const engine = await startEngine(wanted.endpoints, wanted.eventsPerSecond);
  const host = new ExtensionHost(folder);
  try {
    return await withWorkbench((workbench) => watch(workbench, { engine, host, wanted }, options), {
      settings: {
        'chaos.endpoint': engine.url,
        'chaos.probe.intervalMs': wanted.probeEverySeconds * 1000,
      },
      env: host.env,
      size: { width: 1440, height: 920 },
    });
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Measuring {
  readonly engine: EngineOfBench;
  readonly host: ExtensionHost;
  readonly wanted: Wanted;
}

async function watch(
  workbench: Workbench,
  { engine, host, wanted }: Measuring,
  options: BenchOptions,
): Promise<Figure[]> {
  await workbench.openContainer('Chaos');
  await workbench.statusBar('status').waitFor({ timeout: 60_000 }); // the extension is there
  const lab = await LabPage.open(workbench);
  await workbench.runCommand('View: Close Primary Side Bar');
  await lab.button('Start Engine').click();
  await until(async () => (await lab.lanes.count()) === wanted.endpoints || undefined, 60_000);
  await until(async () => (await engine.counts()).listeners === 1 || undefined);
  await pause(settleMs);
  const body = await lab.page.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error('The panel is not there.');
  const steps = await faultAndHalt(lab, options.seconds);
  const page = await PageMeter.open(workbench.page, frame);
  if (options.profiles) await Promise.all([host.startProfile(), page.startProfile()]);
  const { seconds } = options;
  const onLook = memoryLog(host, options.memory);
  const measured = await traced(workbench.page, options.trace, () =>
    measure({ host, page, engine }, { seconds, earlySeconds: Math.min(60, seconds / 2), steps, ...onLook }),
  );
  if (options.profiles)
    await keepProfiles(options.profiles, await host.stopProfile(), await page.stopProfile());
  return figuresOf(measured, wanted, await lostEvents(lab));
}

/**
 * A fault hits a quarter of the endpoints in the second quarter of the time. What is clicked is looked up before: to
 * find it by its role among hundreds of lanes is a long task of the page, and no person's.
 */
const faultAndHalt = async (lab: LabPage, seconds: number): Promise<Step[]> => {
  const fault = await lab.switch('lambda in us-east-1').elementHandle();
  const halt = await lab.button(/^Halt All/).elementHandle();
  if (!fault || !halt) throw new Error('The switches are not there.');
  return [
    { atSeconds: seconds / 4, act: () => fault.click() },
    { atSeconds: seconds / 2, act: () => halt.click() },
  ];
};

/** Nothing where nobody wants to know: to read the mappings takes longer than all else that is measured. */
const memoryLog = (host: ExtensionHost, file: string | undefined): Pick<Measurement, 'onLook'> =>
  file === undefined
    ? {}
    : {
        onLook: async (seconds, collected) =>
          appendFile(file, `${JSON.stringify({ seconds, collected, ...(await host.memory()) })}\n`),
      };

/** As the panel tells. */
const lostEvents = async (lab: LabPage): Promise<number> => {
  const text = await lab.page.locator('header').first().textContent();
  return Number(/(\d+) events lost/.exec(text ?? '')?.[1] ?? 0);
};

/** Tasks of every thread with their CPU time, and what they consist of. */
async function traced<T>(page: Page, file: string | undefined, act: () => Promise<T>): Promise<T> {
  const browser = page.context().browser();
  if (file === undefined || !browser) return act();
  const categories = ['toplevel', 'devtools.timeline', 'blink', 'cc', 'v8'];
  await browser.startTracing(page, { path: file, categories });
  try {
    return await act();
  } finally {
    await browser.stopTracing();
  }
}

async function keepProfiles(folder: string, host: HostProfiles, page: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'host.cpuprofile'), JSON.stringify(host.cpu));
  await writeFile(join(folder, 'host.heapprofile'), JSON.stringify(host.outlived));
  await writeFile(join(folder, 'page.cpuprofile'), JSON.stringify(page));
}
