import { isValueType, valueTypes } from '../../configuration/convertValue';
import { resolveConfiguration } from '../../configuration/resolveConfiguration';
import { vaultMessage } from '../../configuration/resolveSecrets';
import { isRecord } from '../isRecord';
import { checkActivity } from './checkActivity';
import type { ExperimentLookups } from './checkExperiment';
import { checkFields, mappingAt } from './fields';
import { knownFields } from './knownFields';
import type { Path, Problems } from './problems';

type Fields = Readonly<Record<string, unknown>>;

/** The values behind `${name}`; those of the environment only when it is known. */
export const checkValues = (experiment: Fields, lookups: ExperimentLookups, problems: Problems): void => {
  const configuration = mappingAt(experiment, 'configuration', [], problems) ?? {};
  const secrets = mappingAt(experiment, 'secrets', [], problems) ?? {};
  for (const [name, value] of Object.entries(configuration)) {
    const path = ['configuration', name];
    if (!isRecord(value)) continue;
    if (value.type === 'env') checkFields(value, knownFields.env, path, problems);
    if (value.type === 'probe') checkActivity(value, path, { problems, hasProgram: lookups.hasProgram });
    if (value.type === 'vault') problems.error(path, vaultMessage);
  }
  warnOfSecrets(secrets, ['secrets'], problems);
  if (lookups.env)
    problems.list.push(
      ...resolveConfiguration({ configuration, secrets: secrets as never }, { ...lookups, env: lookups.env })
        .problems,
    );
  else checkUnresolved(configuration, secrets, problems);
};

const warnOfSecrets = (secrets: Fields, path: Path, problems: Problems): void => {
  for (const [name, value] of Object.entries(secrets)) {
    const at = [...path, name];
    if (path.length === 1 && !isRecord(value))
      problems.error(
        at,
        'Secrets stand under a target, and Chaos Toolkit gives up on this one. Put it one level deeper.',
      );
    else if (path.length === 1 && isRecord(value) && value.type === 'env')
      problems.warning(
        at,
        `Secrets stand under a target, and \${${name}} does not find this one. Put it one level deeper.`,
      );
    if (!isRecord(value)) continue;
    if (value.type === 'env') checkFields(value, knownFields.envSecret, at, problems);
    else if (value.type !== 'vault') warnOfSecrets(value, at, problems);
  }
};

/** What can be told without the environment. */
const checkUnresolved = (configuration: Fields, secrets: Fields, problems: Problems): void => {
  const everything = new Proxy({}, { get: () => '', has: () => true });
  const { problems: found } = resolveConfiguration(
    { configuration: withoutTypes(configuration), secrets: secrets as never },
    { env: everything },
  );
  problems.list.push(...found);
  for (const [name, value] of Object.entries(configuration)) {
    const type = isRecord(value) && value.type === 'env' ? value.env_var_type : undefined;
    if (type !== undefined && type !== null && !isValueType(type))
      problems.error(
        ['configuration', name],
        `The \`env_var_type\` ${JSON.stringify(type)} is not known. There are ${valueTypes.join(', ')}.`,
      );
  }
};

const withoutTypes = (configuration: Fields): Fields =>
  Object.fromEntries(
    Object.entries(configuration).map(([name, value]) => {
      if (!isRecord(value)) return [name, value];
      const { env_var_type: _, ...rest } = value;
      return [name, rest];
    }),
  );
