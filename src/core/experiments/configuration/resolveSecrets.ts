import { isRecord } from '../format/isRecord';
import type { Problem } from '../format/problem';
import type { Report, ValueSources } from './resolveConfiguration';

type Values = Readonly<Record<string, unknown>>;

/** Secrets have no `default` and no type there, and what replaces a target is taken as it is. */
export const resolveSecrets = (
  written: Values,
  { env, secrets = {} }: ValueSources,
  report: Report,
  path: Problem['path'] = ['secrets'],
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(written).flatMap(([name, value]) => {
      const at = [...path, name];
      if (!isRecord(value)) return [[name, value]];
      if (secrets[name] !== undefined && secrets[name] !== null) return [[name, secrets[name]]];
      if (value.type === 'env') return fromEnvironment(name, value, env, (text) => report('error', at, text));
      if (value.type === 'vault') {
        report('error', at, vaultMessage);
        return [];
      }
      return [[name, resolveSecrets(value, { env }, report, at)]];
    }),
  );

export const vaultMessage =
  'Secrets from Vault are not read here. Let the environment carry it: type env, and the name of a variable as key.';

const fromEnvironment = (
  name: string,
  { key }: Values,
  env: ValueSources['env'],
  complain: (message: string) => void,
): [string, unknown][] => {
  if (typeof key !== 'string' || key === '') {
    complain('A secret of type env needs the name of an environment variable as `key`.');
    return [];
  }
  if (env[key] === undefined) {
    complain(`The environment variable ${key} is not set. Set it: secrets have no default.`);
    return [];
  }
  return [[name, env[key]]];
};
