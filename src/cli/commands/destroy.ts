import { resolve } from 'node:path';
import type { Application } from '../../core/deploy/deployment';
import type { DeployReport } from '../../core/deploy/deployReport';
import { destroyApplication } from '../../core/deploy/destroyApplication';
import { findTools } from '../../core/deploy/findTools';
import { applicationIn, sampleFolder } from '../../core/deploy/resolveApplication';
import type { Cancellation } from '../../core/deploy/runTool';
import { HumanError } from '../../core/errors';
import { ChaosClient } from '../../core/http/chaosClient';
import { withInterrupt } from '../interrupt';
import { Terminal } from '../terminal';
import { describeReport, interrupted, prefixed, reportData, throwUnlessDone } from './deploy';
import type { DestroyCommandOptions } from './destroyCommand';

/** Destroys as the command line asks. Rejects when a region is not done; the report is printed all the same. */
export const destroy = async (dir: string | undefined, options: DestroyCommandOptions): Promise<void> => {
  const terminal = new Terminal(options.json === true);
  const application = await findApplication(dir);
  await new ChaosClient(options.endpoint).health();
  const report = await withInterrupt(
    (cancellation) => run(application, options, terminal, cancellation),
    () => terminal.line(interrupted),
  );
  const text = report.regions.length
    ? describeReport(report)
    : `Nothing was deployed from ${application.dir}.`;
  terminal.result(reportData(application, report), text);
  throwUnlessDone(report, 'destroyed');
};

const run = async (
  application: Application,
  { endpoint, regions, terraform: terraformPath }: DestroyCommandOptions,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<DeployReport> => {
  const onLine = (line: string) => terminal.line(line);
  const tools = await findTools(application, { terraformPath, onLine, ...cancellation });
  return destroyApplication({
    application,
    endpoint,
    tools,
    ...(regions ? { regions } : {}),
    ...cancellation,
    onLine: (line) => terminal.line(prefixed(line)),
  });
};

/** Where `deploy` would have deployed from; no sample is made for it. */
const findApplication = async (dir: string | undefined): Promise<Application> => {
  const asked = resolve(dir ?? '.');
  const found =
    (await applicationIn(asked)) ??
    (dir === undefined ? await applicationIn(sampleFolder(asked)) : undefined);
  if (found) return found;
  throw new HumanError(`No application is in ${asked}. Name the folder that was deployed.`, 'usage');
};
