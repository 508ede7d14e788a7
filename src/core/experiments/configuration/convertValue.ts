/** What `env_var_type` and `--var name:type=value` may say. */
export const valueTypes = [
  'str',
  'string',
  'int',
  'integer',
  'float',
  'number',
  'bool',
  'bytes',
  'json',
] as const;

export type ValueType = (typeof valueTypes)[number];

export const isValueType = (type: unknown): type is ValueType =>
  (valueTypes as readonly unknown[]).includes(type);

/** A value that is not of the type it is to be; the message is a clause: `"x" is no whole number`. */
export class ConversionError extends Error {}

/**
 * A value, most often a text, as the type that is asked for. Throws a `ConversionError`. Source:
 * `chaoslib.convert_to_type`; bytes stay a text, since nothing that we do takes bytes.
 */
export const convertValue = (value: unknown, type: ValueType | undefined): unknown => {
  switch (type) {
    case undefined:
    case 'str':
    case 'string':
      return value;
    case 'int':
    case 'integer':
      return integer(value);
    case 'float':
    case 'number':
      return float(value);
    case 'bool':
      return bool(value);
    case 'bytes':
      return text(value, 'bytes');
    case 'json':
      return json(value);
  }
};

const integer = (value: unknown): number => {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.trunc(value);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string' && /^\s*[+-]?\d+(_\d+)*\s*$/.test(value)) return pythonNumber(value);
  throw new ConversionError(`${shown(value)} is no whole number`);
};

const floatText = /^\s*[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+)?\s*$/i;

const float = (value: unknown): number => {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string' && floatText.test(value)) return pythonNumber(value);
  throw new ConversionError(`${shown(value)} is no number`);
};

/** Underscores may stand between digits. */
const pythonNumber = (value: string): number => Number(value.replaceAll('_', ''));

/** Everything is true but `false`, `0` and `no`: the empty text, too. */
const bool = (value: unknown): boolean =>
  typeof value === 'boolean'
    ? value
    : !['false', '0', 'no'].includes(text(value, 'true or false').toLowerCase());

const json = (value: unknown): unknown => {
  if (typeof value !== 'string' || value === '') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new ConversionError(`${shown(value)} is no JSON`);
  }
};

const text = (value: unknown, wanted: string): string => {
  if (typeof value === 'string') return value;
  throw new ConversionError(`${shown(value)} is no text that could be read as ${wanted}`);
};

const shown = (value: unknown): string => {
  const written = JSON.stringify(value) ?? 'nothing';
  return written.length > 40 ? `${written.slice(0, 40)}…` : written;
};
