import type { Action, Probe } from '../../../experiments/actions/activity';

/**
 * As much of Chaos Toolkit's experiment format as a recording needs; `Experiment` is what a file holds. Source:
 * https://chaostoolkit.org/reference/api/experiment/.
 */
export interface Experiment {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly configuration: Readonly<Record<string, EnvironmentValue>>;
  readonly 'steady-state-hypothesis': Hypothesis;
  readonly method: readonly Action[];
  readonly rollbacks: readonly Action[];
  readonly runtime: { readonly rollbacks: { readonly strategy: 'always' } };
  readonly extensions: readonly [LabExtension];
}

/** From the environment of whoever runs it. */
export interface EnvironmentValue {
  readonly type: 'env';
  readonly key: string;
  readonly default: string;
}

export interface Hypothesis {
  readonly title: string;
  readonly probes: readonly Probe[];
}

/** What Chaos Toolkit passes over: extensions are for other tools. */
export interface LabExtension {
  readonly name: 'chaos-lab';
  readonly recorded: { readonly at: string; readonly product: string; readonly seconds: number };
  readonly load: { readonly requestsPerSecond: number };
  /** Names of probes of the hypothesis, by how their endpoints did while the faults were in force. */
  readonly expected: { readonly failed: readonly string[]; readonly stayedHealthy: readonly string[] };
}
