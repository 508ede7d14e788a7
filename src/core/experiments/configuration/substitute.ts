import { isRecord } from '../format/isRecord';
import { pythonText } from './pythonText';

type Values = Readonly<Record<string, unknown>>;

/**
 * `${name}` and `$name` in texts, at any depth, replaced by the value of the configuration, else of the first target
 * of the secrets that has the name. A text that is nothing but `${name}` becomes the value, of its type; `$$` is `$`;
 * an unknown name stays as it is written. Names of fields are not touched, and what a value holds is not looked at
 * again. Source: `chaoslib.substitute`, and Python's `string.Template`.
 */
export const substitute = (value: unknown, configuration: Values, secrets: Values): unknown => {
  const maps = [configuration, ...Object.values(secrets).filter(isRecord)];
  return replaceIn(value, (name) => maps.find((each) => Object.hasOwn(each, name)));
};

/** The first mapping that has the name. */
type Find = (name: string) => Values | undefined;

const replaceIn = (value: unknown, find: Find): unknown => {
  if (typeof value === 'string') return replaceText(value, find);
  if (Array.isArray(value)) return value.map((each) => replaceIn(each, find));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaceIn(each, find)]));
};

const replaceText = (text: string, find: Find): unknown => {
  const whole = /^\$\{([a-z_][a-z0-9_]*)\}$/i.exec(text)?.[1];
  const found = whole === undefined ? undefined : find(whole);
  if (whole !== undefined && found) return found[whole];
  return text.replace(placeholder, (written, named?: string, braced?: string) => {
    if (written === '$$') return '$';
    const name = named ?? braced ?? '';
    const values = find(name);
    return values ? pythonText(values[name]) : written;
  });
};

const placeholder = /\$(?:\$|([a-z_][a-z0-9_]*)|\{([a-z_][a-z0-9_]*)\})/gi;
