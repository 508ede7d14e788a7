import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'yaml';
import { HumanError, messageOf } from '../../core/errors';

/** A value of the configuration. */
export type Variable = readonly [name: string, value: unknown];

/** What replaces the values of an experiment. */
export interface Variables {
  readonly configuration: Readonly<Record<string, unknown>>;
  /** By target, then by name. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** `name=value`, `name:int=1`, `name:float=0.5`; a text unless it says otherwise. Throws a `HumanError`. */
export const parseVariable = (text: string): Variable => {
  const [, name, type = 'str', value = ''] = /^([^:=]+)(?::(\w+))?=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw wrong(`"${text}" is no variable. Give name=value, or name:int=1.`);
  return [name, typed(name, type, value)];
};

const typed = (name: string, type: string, value: string): unknown => {
  if (type === 'str' || type === 'bytes') return value;
  const number = Number(value);
  const isNumber = value.trim() !== '' && Number.isFinite(number);
  if (type === 'float' && isNumber) return number;
  if (type === 'int' && isNumber && Number.isInteger(number)) return number;
  if (type === 'int' || type === 'float')
    throw wrong(`The variable ${name} is to be of type ${type}, and "${value}" is not.`);
  throw wrong(`The variable ${name} has the type "${type}". There are str, int, float and bytes.`);
};

/** Files first, in their order, then the single ones: the last decides. Rejects with a `HumanError`. */
export const readVariables = async (
  files: readonly string[],
  single: readonly Variable[],
): Promise<Variables> => {
  const found = await Promise.all(files.map(readVariableFile));
  return {
    configuration: Object.assign(
      {},
      ...found.map(({ configuration }) => configuration),
      Object.fromEntries(single),
    ),
    secrets: mergeTargets(found.map(({ secrets }) => secrets)),
  };
};

const mergeTargets = (all: readonly Variables['secrets'][]): Variables['secrets'] => {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const [target, values] of all.flatMap((each) => Object.entries(each))) {
    merged[target] = { ...merged[target], ...values };
  }
  return merged;
};

const readVariableFile = async (file: string): Promise<Variables> => {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw wrong(`The variables in ${file} cannot be read (${messageOf(cause)}).`, cause);
  });
  if (extname(file) === '.env' || /(^|[/\\])\.env$/.test(file))
    return { configuration: parseEnv(text), secrets: {} };
  return fromData(parseData(text, file), file);
};

const parseData = (text: string, file: string): unknown => {
  try {
    return parse(text); // JSON is YAML
  } catch (cause) {
    throw wrong(`The variables in ${file} cannot be read (${messageOf(cause).split('\n')[0]}).`, cause);
  }
};

/** Either of both blocks by their names, or the configuration alone. */
const fromData = (data: unknown, file: string): Variables => {
  if (!isRecord(data)) throw wrong(`${file} holds no variables: give a name and a value on each line.`);
  const { configuration, secrets } = data;
  if (!isRecord(configuration) && !isRecord(secrets)) return { configuration: data, secrets: {} };
  const targets = isRecord(secrets) ? Object.entries(secrets).filter(([, values]) => isRecord(values)) : [];
  return {
    configuration: isRecord(configuration) ? configuration : {},
    secrets: Object.fromEntries(targets) as Variables['secrets'],
  };
};

const parseEnv = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(/\r?\n/)
      .map((line) => /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line))
      .filter((match) => match !== null)
      .map(([, name, value = '']) => [name, value.replace(/^(["'])(.*)\1$/, '$2')]),
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (message: string, cause?: unknown) => new HumanError(message, 'usage', { cause });
