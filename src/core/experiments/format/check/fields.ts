import { nearestName } from '../../../lab/nearestName';
import { isRecord } from '../isRecord';
import type { Path, Problems } from './problems';

/** Warns of fields that nobody reads. What begins with `x-` is the author's own, for anchors. */
export const checkFields = (
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: Path,
  problems: Problems,
): void => {
  for (const name of Object.keys(value)) {
    if (known.includes(name) || name.startsWith('x-')) continue;
    const meant = nearestName(name, known);
    problems.warning(
      [...path, name],
      meant === undefined
        ? `"${name}" is not known here and has no effect. Remove it.`
        : `"${name}" is not known here and has no effect. Write "${meant}" if that is meant.`,
    );
  }
};

/** A field that may be empty as well as absent. */
export const isFilled = (holder: Readonly<Record<string, unknown>>, name: string): boolean =>
  holder[name] !== undefined && holder[name] !== null;

/** A field as a list. What is there and is none is told. */
export const listAt = (
  holder: Readonly<Record<string, unknown>>,
  name: string,
  path: Path,
  problems: Problems,
): readonly unknown[] => {
  if (!Object.hasOwn(holder, name)) return [];
  const value = holder[name];
  if (Array.isArray(value)) return value;
  problems.error(
    [...path, name],
    isEmpty(value) ? emptyField(name, 'write [], ') : `"${name}" has to be a list.`,
  );
  return [];
};

/** A field as a mapping. What is there and is none is told. */
export const mappingAt = (
  holder: Readonly<Record<string, unknown>>,
  name: string,
  path: Path,
  problems: Problems,
): Readonly<Record<string, unknown>> | undefined => {
  if (!Object.hasOwn(holder, name)) return undefined;
  const value = holder[name];
  if (isRecord(value)) return value;
  problems.error(
    [...path, name],
    isEmpty(value) ? emptyField(name, '') : `"${name}" has to be a mapping of names to values.`,
  );
  return undefined;
};

const isEmpty = (value: unknown): boolean => value === null || value === undefined;

/** `instead`: what may stand there and means nothing. */
const emptyField = (name: string, instead: string): string =>
  `"${name}" is empty, which Chaos Toolkit gives up on. Fill it, ${instead}or remove it.`;

/** Tells of a field that has to be a text with something in it. */
export const checkText = (
  holder: Readonly<Record<string, unknown>>,
  name: string,
  { path, problems, missing }: { readonly path: Path; readonly problems: Problems; readonly missing: string },
): void => {
  const value = holder[name];
  if (typeof value === 'string' && value !== '') return;
  if (value === undefined) problems.error(path, missing);
  else if (isEmpty(value) || value === '') problems.error([...path, name], missing);
  else problems.error([...path, name], `"${name}" has to be a text. Put it in quotes.`);
};

/** Tells of a field that, if it is there, has to be one of a few texts. */
export const checkChoice = (
  holder: Readonly<Record<string, unknown>>,
  name: string,
  choices: readonly string[],
  { path, problems }: { readonly path: Path; readonly problems: Problems },
): void => {
  if (!Object.hasOwn(holder, name) || choices.includes(holder[name] as string)) return;
  problems.error(
    [...path, name],
    `"${name}" cannot be ${JSON.stringify(holder[name])}. It is one of ${choices.join(', ')}.`,
  );
};
