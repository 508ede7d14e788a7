import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'yaml';
import { HumanError, messageOf } from '../../core/errors';
import {
  ConversionError,
  convertValue,
  isValueType,
  valueTypes,
} from '../../core/experiments/configuration/convertValue';

/** A value of the configuration. */
export type Variable = readonly [name: string, value: unknown];

/** What replaces the values of an experiment, and what the environment has besides. */
export interface Variables {
  readonly configuration: Readonly<Record<string, unknown>>;
  /** By target; one replaces that of the experiment as a whole. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly env: Readonly<Record<string, string>>;
}

/** `name=value`, `name:int=1`; a text unless it says otherwise. Throws a `HumanError`. Source: `chaoslib.convert_vars`. */
export const parseVariable = (text: string): Variable => {
  const [, name, type = 'str', value = ''] = /^([^=]+?)(?::([^:=]*))?=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw wrong(`"${text}" is no variable. Give name=value, or name:int=1.`);
  if (!isValueType(type))
    throw wrong(`The variable ${name} has the type "${type}". There are ${valueTypes.join(', ')}.`);
  try {
    return [name, convertValue(value, type)];
  } catch (cause) {
    if (!(cause instanceof ConversionError)) throw cause;
    throw wrong(`The variable ${name} is to be of type ${type}, and ${cause.message}.`, cause);
  }
};

/** Files first, in their order, then the single ones: the last decides. Rejects with a `HumanError`. */
export const readVariables = async (
  files: readonly string[],
  single: readonly Variable[],
): Promise<Variables> => {
  const found = await Promise.all(files.map(readVariableFile));
  return {
    configuration: Object.assign({}, ...found.map((each) => each.configuration), Object.fromEntries(single)),
    secrets: Object.assign({}, ...found.map((each) => each.secrets)),
    env: Object.assign({}, ...found.map((each) => each.env)),
  };
};

/** By its ending; what is neither YAML nor JSON is for the environment. Source: `chaoslib.merge_vars`. */
const readVariableFile = async (file: string): Promise<Partial<Variables>> => {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw wrong(`The variables in ${file} cannot be read (${messageOf(cause)}).`, cause);
  });
  if (!['.yaml', '.yml', '.json'].includes(extname(file))) return { env: parseEnv(text, file) };
  const { configuration, secrets } = parseBlocks(text, file);
  if (!isRecord(configuration) && !isRecord(secrets))
    throw wrong(
      `${file} holds no variables. Put them under "configuration", or under "secrets" and a target.`,
    );
  return {
    configuration: isRecord(configuration) ? configuration : {},
    secrets: isRecord(secrets) ? (secrets as Variables['secrets']) : {},
  };
};

const parseBlocks = (text: string, file: string): Readonly<Record<string, unknown>> => {
  try {
    const data: unknown = parse(text); // JSON is YAML
    return isRecord(data) ? data : {};
  } catch (cause) {
    throw wrong(`The variables in ${file} cannot be read (${messageOf(cause).split('\n')[0]}).`, cause);
  }
};

const parseEnv = (text: string, file: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [, name, value = ''] = /^([^=]+)=(.*)$/.exec(line) ?? [];
        if (name !== undefined) return [name, value];
        throw wrong(`${file} has a line that is no variable: "${line.slice(0, 40)}". Write NAME=value.`);
      }),
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (message: string, cause?: unknown) => new HumanError(message, 'usage', { cause });
