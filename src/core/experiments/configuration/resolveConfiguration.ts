import type { Experiment } from '../format/experiment';
import { isRecord } from '../format/isRecord';
import type { Problem } from '../format/problem';
import { ConversionError, convertValue, isValueType, valueTypes } from './convertValue';
import { resolveSecrets } from './resolveSecrets';

/** What the values of an experiment come from, besides its file. */
export interface ValueSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Replace values of `configuration`; what the file does not name is not added, as in Chaos Toolkit. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Replace whole targets of `secrets`, as in Chaos Toolkit. */
  readonly secrets?: Readonly<Record<string, unknown>>;
}

export interface ResolvedConfiguration {
  /** By name. A value that a probe is to find is still that probe: `resolveDynamic`. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** By target, then by name. */
  readonly secrets: Readonly<Record<string, unknown>>;
  /** With an error among them the experiment cannot be run. */
  readonly problems: readonly Problem[];
}

/** The values for `${name}`. Source: `chaoslib.configuration`, `chaoslib.secret`. */
export const resolveConfiguration = (
  experiment: Pick<Experiment, 'configuration' | 'secrets'>,
  sources: ValueSources,
): ResolvedConfiguration => {
  const problems: Problem[] = [];
  const report: Report = (severity, path, message) => problems.push({ severity, path, message });
  const configuration = resolveValues(experiment.configuration ?? {}, sources, report);
  const secrets = resolveSecrets(experiment.secrets ?? {}, sources, report);
  return { configuration, secrets, problems };
};

export type Report = (severity: Problem['severity'], path: Problem['path'], message: string) => void;

const resolveValues = (
  written: Readonly<Record<string, unknown>>,
  { env, variables = {} }: ValueSources,
  report: Report,
): Record<string, unknown> => {
  for (const name of Object.keys(variables)) {
    if (!Object.hasOwn(written, name)) report('warning', ['configuration'], unusedVariable(name));
  }
  return Object.fromEntries(
    Object.entries(written).flatMap(([name, inFile]) => {
      const value = Object.hasOwn(variables, name) ? variables[name] : inFile;
      if (!isRecord(value) || value.type !== 'env') return [[name, value]];
      const found = fromEnvironment(value, env, (message) =>
        report('error', ['configuration', name], message),
      );
      return found ? [[name, found.value]] : [];
    }),
  );
};

const unusedVariable = (name: string): string =>
  `The variable "${name}" is given, but \`configuration\` has no such name, so that it has no effect. Add it there.`;

/** `undefined` when there is none, which is told. */
const fromEnvironment = (
  { key, env_var_type: type, ...rest }: Readonly<Record<string, unknown>>,
  env: ValueSources['env'],
  complain: (message: string) => void,
): { readonly value: unknown } | undefined => {
  if (typeof key !== 'string' || key === '') {
    complain('A value of type env needs the name of an environment variable as `key`.');
    return undefined;
  }
  if (env[key] === undefined && !('default' in rest)) {
    complain(`The environment variable ${key} is not set. Set it, or give a \`default\`.`);
    return undefined;
  }
  if (type !== undefined && type !== null && !isValueType(type)) {
    complain(
      `The \`env_var_type\` ${JSON.stringify(type)} is not known. There are ${valueTypes.join(', ')}.`,
    );
    return undefined;
  }
  try {
    return { value: convertValue(env[key] ?? rest.default, type ?? undefined) };
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    complain(
      `The value of ${env[key] === undefined ? 'the `default`' : key} cannot be used: ${error.message}.`,
    );
    return undefined;
  }
};
