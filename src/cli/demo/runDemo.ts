import { join } from 'node:path';
import { deployApplication } from '../../core/deploy/deployApplication';
import type { DeployReport } from '../../core/deploy/deployReport';
import { findTools } from '../../core/deploy/findTools';
import { resolveApplication } from '../../core/deploy/resolveApplication';
import type { Cancellation } from '../../core/deploy/runTool';
import type { Endpoint } from '../../core/endpoints/endpoint';
import { EmbeddedEngine } from '../../core/engines/embeddedEngine';
import { endpointOf } from '../../core/engines/engine';
import { HumanError } from '../../core/errors';
import { FaultsService } from '../../core/faults/faultsService';
import { prefixed, throwUnlessDone } from '../commands/deploy';
import { findEndpoints } from '../findEndpoints';
import { bundledSample, enginePath } from '../productFiles';
import type { DemoReport, PhaseResult } from './demoReport';
import { measure, type SdkTarget } from './measure';
import { demoRegions, faultedRegion, type Phase, phases } from './phases';

export interface DemoRun extends Required<Cancellation> {
  /** An empty folder: engine data and the sample go there. */
  readonly dir: string;
  readonly terraformPath?: string | undefined;
  /** Shows what the tools print, too. */
  readonly verbose: boolean;
  line(text: string): void;
}

/** Engine, deployment, every phase; whatever happens, the engine and its faults are gone at the end. */
export const runDemo = async (run: DemoRun): Promise<DemoReport> => {
  const started = performance.now();
  const engine = new EmbeddedEngine({
    enginePath,
    settings: () => ({ port: { preferred: 0, whenEmulator: 'avoid' }, dataDir: join(run.dir, 'engine') }),
  });
  try {
    await engine.start(run.signal);
    const endpoint = endpointOf(engine.current) ?? '';
    run.line(`Engine at ${endpoint}`);
    const deployment = await deploySample(run, endpoint);
    const results = await runPhases(run, engine, endpoint);
    const durationMs = Math.round(performance.now() - started);
    return { engine: productOf(engine), deployment, phases: results, durationMs };
  } finally {
    await engine.stop();
    engine.dispose();
  }
};

const productOf = ({ current }: EmbeddedEngine): string =>
  current.state === 'ready' ? current.capabilities.product : current.state;

const deploySample = async (run: DemoRun, endpoint: string): Promise<DeployReport> => {
  const { signal, killSignal, terraformPath } = run;
  const application = await resolveApplication({ currentDir: run.dir, bundledSample });
  const report = await printed(run, async (onLine) => {
    const tools = await findTools(application, { signal, killSignal, terraformPath, onLine });
    return deployApplication({
      application,
      endpoint,
      regions: demoRegions,
      tools,
      signal,
      killSignal,
      onLine: (line) => onLine(prefixed(line)),
      onStep: (region, step) => run.line(`  ${region}: ${step}`),
      onFallback: async (reason) => {
        run.line(`${reason} Deploying the same API with Serverless alone instead.`);
        return true;
      },
    });
  });
  throwUnlessDone(report, 'deployed');
  return report;
};

/** What the tools print is worth reading when they fail: then its end is shown. */
const printed = async (
  run: DemoRun,
  work: (onLine: (line: string) => void) => Promise<DeployReport>,
): Promise<DeployReport> => {
  const lines: string[] = [];
  run.line(`Deploying the sample to ${demoRegions.join(' and ')} (the first time, npm installs Serverless)`);
  const showEnd = () => {
    if (!run.verbose && !run.signal.aborted) for (const line of lines.slice(-60)) run.line(line);
  };
  try {
    const report = await work((line) => (run.verbose ? run.line(line) : lines.push(line)));
    if (report.regions.some(({ outcome }) => outcome === 'failed')) showEnd();
    return report;
  } catch (error) {
    showEnd();
    throw error;
  }
};

const runPhases = async (run: DemoRun, engine: EmbeddedEngine, endpoint: string): Promise<PhaseResult[]> => {
  const endpoints = await findEndpoints(endpoint, demoRegions, run.signal);
  const sdk = { endpoint, functionName: functionOf(endpoints) };
  const faults = new FaultsService({ engine, owner: `demo-${process.pid}` });
  const results: PhaseResult[] = [];
  try {
    for (const phase of phases) {
      run.signal.throwIfAborted();
      run.line(phase.title);
      results.push(await runPhase(phase, { faults, endpoints, sdk, signal: run.signal }));
    }
  } finally {
    await faults.close();
  }
  return results;
};

interface PhaseContext {
  readonly faults: FaultsService;
  readonly endpoints: readonly Endpoint[];
  readonly sdk: SdkTarget;
  readonly signal: AbortSignal;
}

/** Takes back what the phase before has set, sets its own, then measures. */
const runPhase = async (
  phase: Phase,
  { faults, endpoints, sdk, signal }: PhaseContext,
): Promise<PhaseResult> => {
  await faults.haltAll();
  if (phase.rule) await faults.add(phase.rule);
  if (phase.latencyMs) await faults.setLatency(phase.latencyMs);
  const measurements = await measure(phase, endpoints, sdk, signal);
  const { name, title, rule, latencyMs } = phase;
  return { name, title, ...(rule ? { rule } : {}), ...(latencyMs ? { latencyMs } : {}), measurements };
};

const functionOf = (endpoints: readonly Endpoint[]): string => {
  for (const { integration, region } of endpoints) {
    if (region === faultedRegion && integration.kind === 'lambda') return integration.functionName;
  }
  throw new HumanError(
    'The sample was deployed, but no endpoint with a Lambda function was found. See it with --verbose.',
  );
};
