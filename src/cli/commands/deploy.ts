import { relative } from 'node:path';
import { deployApplication } from '../../core/deploy/deployApplication';
import type { Application, DeployTools, Tool } from '../../core/deploy/deployment';
import { allDone, type DeployReport, wasCancelled } from '../../core/deploy/deployReport';
import { findTools } from '../../core/deploy/findTools';
import type { ToolLine } from '../../core/deploy/regionWork';
import { resolveApplication } from '../../core/deploy/resolveApplication';
import type { Cancellation } from '../../core/deploy/runTool';
import type { SampleCopyReport } from '../../core/deploy/sampleCopy';
import { HumanError } from '../../core/errors';
import { ChaosClient } from '../../core/http/chaosClient';
import { withInterrupt } from '../interrupt';
import { bundledSample } from '../productFiles';
import { Terminal } from '../terminal';
import type { DeployCommandOptions } from './deployCommand';

/** Deploys as the command line asks. Rejects when a region is not done; the report is printed all the same. */
export const deploy = async (dir: string | undefined, options: DeployCommandOptions): Promise<void> => {
  const terminal = new Terminal(options.json === true);
  await new ChaosClient(options.endpoint).health(); // Terraform would try for half a minute
  const application = await resolveApplication({
    dir,
    currentDir: process.cwd(),
    bundledSample,
    onSampleCopied: (report, copy) => terminal.line(describeCopy(report, copy)),
  });
  const report = await withInterrupt(
    (cancellation) => run(application, options, terminal, cancellation),
    () => terminal.line(interrupted),
  );
  terminal.result(reportData(application, report), describeReport(report));
  throwUnlessDone(report, 'deployed');
};

const run = async (
  application: Application,
  { endpoint, regions, terraform: terraformPath }: DeployCommandOptions,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<DeployReport> => {
  const onLine = (line: string) => terminal.line(line);
  const tools = await findTools(application, { terraformPath, onLine, ...cancellation });
  terminal.line(`Deploying ${application.dir} to ${regions.join(', ')} at ${endpoint}`);
  return deployApplication({
    application,
    endpoint,
    regions,
    tools,
    ...cancellation,
    onLine: (line) => terminal.line(prefixed(line)),
    onFallback: async (reason) => {
      terminal.line(`${reason} Deploying the same API with Serverless alone instead.`);
      return true;
    },
  });
};

export const interrupted = 'Ending: the tools free their locks first. Once more to end at once.';

export const prefixed = ({ region, tool, text }: ToolLine): string => `${region} ${tool} | ${text}`;

/** Rejects with why some region is not done. */
export const throwUnlessDone = (report: DeployReport, done: string): void => {
  if (allDone(report)) return;
  if (wasCancelled(report)) throw Object.assign(new Error('Cancelled'), { name: 'AbortError' });
  const failed = report.regions.filter(({ outcome }) => outcome === 'failed');
  const unexpected = failed.find((region) => region.unexpected !== undefined)?.unexpected;
  if (unexpected !== undefined) throw unexpected;
  throw new HumanError([`Not everything was ${done}.`, ...failed.map(({ message }) => message)].join('\n'));
};

/** The report as `--json` prints it. */
export const reportData = (application: Application, { tools, fallback, regions }: DeployReport) => ({
  application: application.dir,
  tools: toolNames(tools),
  ...(fallback ? { fallback } : {}),
  regions: regions.map(({ unexpected, ...region }) => region),
});

/** Name and version of each tool, by its part. */
export const toolNames = (tools: DeployTools): Record<string, Pick<Tool, 'name' | 'version'>> =>
  Object.fromEntries(
    Object.entries(tools).map(([part, { name, version }]: [string, Tool]) => [part, { name, version }]),
  );

/** A line for each region, and the tools. */
export const describeReport = ({ tools, fallback, regions }: DeployReport): string => {
  const names = Object.values(toolNames(tools)).map(({ name, version }) => `${name} ${version}`);
  return [
    '',
    ...regions.map(
      ({ region, outcome, durationMs }) => `${region}: ${outcome} in ${(durationMs / 1000).toFixed(1)} s`,
    ),
    `Tools: ${names.join(', ')}${fallback ? ` (${fallback})` : ''}`,
  ].join('\n');
};

const describeCopy = ({ written, kept }: SampleCopyReport, dir: string): string => {
  const where = relative(process.cwd(), dir) || dir;
  const copied = `The sample application is in ${where} (${written.length} files written).`;
  return kept.length
    ? `${copied} Newer, but you had changed them, so yours stayed: ${kept.join(', ')}`
    : copied;
};
