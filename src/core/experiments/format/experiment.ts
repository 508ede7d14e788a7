import type { ValueType } from '../configuration/convertValue';

/**
 * Chaos Toolkit's experiment format, as a checked file holds it; what we add stands in the extension `chaos-lab`.
 * Source: https://chaostoolkit.org/reference/api/experiment/, and chaostoolkit-lib where the two differ.
 */
export interface Experiment {
  readonly title: string;
  readonly description: string;
  readonly version?: string;
  readonly tags?: readonly string[];
  readonly configuration?: Readonly<Record<string, ConfigurationValue>>;
  /** By target, then by name. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, ConfigurationValue>>>>;
  readonly 'steady-state-hypothesis'?: Hypothesis;
  readonly method: readonly Activity[];
  readonly rollbacks?: readonly Activity[];
  readonly controls?: readonly unknown[];
  readonly contributions?: Readonly<Record<string, string>>;
  readonly runtime?: {
    readonly rollbacks?: { readonly strategy?: RollbackStrategy };
    readonly hypothesis?: { readonly strategy?: HypothesisStrategy };
  };
  readonly dry?: DryStrategy;
  readonly extensions?: readonly { readonly name: string }[];
}

export type RollbackStrategy = 'default' | 'always' | 'never' | 'deviated';

export type HypothesisStrategy =
  | 'default'
  | 'before-method-only'
  | 'after-method-only'
  | 'during-method-only'
  | 'continuously'
  | 'skip';

export type DryStrategy = 'probes' | 'actions' | 'activities' | 'pause';

export interface Hypothesis {
  readonly title?: string;
  readonly probes?: readonly Activity[];
  readonly controls?: readonly unknown[];
}

/** Any value of JSON, or where to find it. */
export type ConfigurationValue = unknown;

/** From the environment of whoever runs it. */
export interface EnvironmentValue {
  readonly type: 'env';
  readonly key: string;
  readonly default?: unknown;
  readonly env_var_type?: ValueType;
}

/** A full activity, or `ref`: the name of one that stands elsewhere in the file. */
export type Activity = FullActivity | ReferredActivity;

export interface ReferredActivity {
  readonly ref: string;
  /** Its own, when others refer to it; a name that is referred to stands in full. */
  readonly name?: string;
  /** In the hypothesis this one counts, not that of the activity. */
  readonly tolerance?: Tolerance;
  readonly background?: boolean;
}

export interface FullActivity {
  readonly type: 'probe' | 'action';
  readonly name: string;
  readonly provider: Provider;
  /** Required of the probes of a hypothesis. */
  readonly tolerance?: Tolerance;
  readonly background?: boolean;
  /** Seconds. */
  readonly pauses?: { readonly before?: number | string; readonly after?: number | string };
  /** Checked to be a number, and read by nobody: a provider has its own. */
  readonly timeout?: number;
  /** Instead of that of the experiment. */
  readonly dry?: DryStrategy;
  readonly controls?: readonly unknown[];
  readonly configuration?: unknown;
  readonly secrets?: unknown;
}

export type Provider = HttpProvider | ProcessProvider | PythonProvider;

export interface HttpProvider {
  readonly type: 'http';
  readonly url: string;
  /** GET when absent. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  /** The query of a GET; else the body: JSON when the content type is exactly that, else a form. */
  readonly arguments?: unknown;
  /** Seconds, for all, or to connect and to read. */
  readonly timeout?: number | string | readonly (number | string)[];
  readonly verify_tls?: boolean;
  readonly max_retries?: number;
  readonly secrets?: unknown;
}

export interface ProcessProvider {
  readonly type: 'process';
  readonly path: string;
  /** A command line, a list of words, or options by name. */
  readonly arguments?: string | readonly unknown[] | Readonly<Record<string, unknown>>;
  /** Seconds. */
  readonly timeout?: number | string;
  readonly secrets?: unknown;
}

/** Read, never run. */
export interface PythonProvider {
  readonly type: 'python';
  readonly module: string;
  readonly func: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly secrets?: unknown;
}

export type Tolerance = boolean | number | string | readonly unknown[] | ToleranceRule;

export type ToleranceRule =
  | FullActivity
  | { readonly type: 'regex'; readonly pattern: string; readonly target?: string }
  | {
      readonly type: 'jsonpath';
      readonly path: string;
      readonly expect?: unknown;
      readonly count?: number;
      readonly target?: string;
    }
  | { readonly type: 'range'; readonly range: readonly [number, number]; readonly target?: string };
