import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Application, Tool } from './deployment';
import { findProblems } from './problems';
import { type Cancellation, runTool } from './runTool';
import { type DeployTarget, toolEnvironment } from './toolEnvironment';
import { ToolFailure } from './toolFailure';

/** A line that a tool printed. */
export interface ToolLine {
  readonly region: string;
  readonly tool: Tool['name'];
  readonly text: string;
}

/** `endpoint` is what is recorded and what people are told, `toolEndpoint` what the tools get. */
export interface RegionTarget extends DeployTarget {
  readonly endpoint: string;
}

/** One region's share of a deployment: the tools of two regions never touch the same file. */
export interface RegionWork extends Cancellation {
  readonly application: Application;
  readonly target: RegionTarget;
  onLine(line: ToolLine): void;
  /** Told when the next step begins: `terraform apply`. */
  onStep?(region: string, step: string): void;
}

/** What the regions of one deployment have in common. */
export interface Deployment
  extends Pick<RegionWork, 'application' | 'signal' | 'killSignal' | 'onLine' | 'onStep'> {
  /** Origin of the engine. */
  readonly endpoint: string;
}

/** A deployment whose tools have a way to the engine. */
export type Reachable<D extends Deployment> = D & Pick<DeployTarget, 'toolEndpoint'>;

/** A region's share of it; `first` is the region with the custom domain. */
export const regionWork = (run: Reachable<Deployment>, region: string, first: boolean): RegionWork => ({
  application: run.application,
  target: { endpoint: run.endpoint, toolEndpoint: run.toolEndpoint, region, first },
  signal: run.signal,
  killSignal: run.killSignal,
  onLine: (line) => run.onLine(line),
  onStep: (where, step) => run.onStep?.(where, step),
});

/** Where a region keeps what: all of it under the application's `.chaos/`. */
export const regionFolders = (application: Application, region: string) => ({
  /** Terraform's own working data: providers and modules. */
  data: join(application.dir, '.chaos', 'terraform', region),
  state: join(application.dir, '.chaos', 'state', region),
  stateFile: join(application.dir, '.chaos', 'state', region, 'terraform.tfstate'),
});

export interface ToolStep {
  readonly tool: Tool;
  /** `apply`: for people. */
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** True when what it prints is data and not for people. */
  readonly quiet?: boolean;
}

/** Runs one step of a tool. Gives what it printed to standard output; rejects with a `ToolFailure`, or an `AbortError` when cancelled. */
export const runStep = async (work: RegionWork, step: ToolStep): Promise<string> => {
  const { region, endpoint, toolEndpoint } = work.target;
  const { tool, name, cwd } = step;
  /** What the tool was told instead of the endpoint is nothing that a person knows, or can use later. */
  const named = (text: string) => text.replaceAll(toolEndpoint, endpoint);
  work.signal?.throwIfAborted();
  work.onStep?.(region, `${tool.name} ${name}`);
  await mkdir(join(work.application.dir, '.chaos'), { recursive: true });
  const exit = await runTool({
    command: [...tool.command, ...step.args],
    cwd,
    env: { ...toolEnvironment(work.target), ...tool.env, ...step.env },
    signal: work.signal,
    killSignal: work.killSignal,
    onLine: (text) => {
      if (!step.quiet) work.onLine({ region, tool: tool.name, text: named(text) });
    },
  });
  if (exit.code === 0) return named(exit.stdout);
  if (exit.cancelled) {
    throw Object.assign(new Error(`${tool.name} ${name} was cancelled`), { name: 'AbortError' });
  }
  const output = named(exit.output);
  throw new ToolFailure(
    { tool: tool.name, step: name, region, endpoint },
    findProblems(output, cwd),
    output,
    cwd,
  );
};
