import { jsonText } from './jsonText';

/** What a tolerance asks for, in few words; as tolerant as files are. */
export const toleranceText = (tolerance: unknown): string => {
  if (Array.isArray(tolerance)) return listText(tolerance);
  if (typeof tolerance !== 'object' || tolerance === null) return shortJson(tolerance);
  const rule = tolerance as Readonly<Record<string, unknown>>;
  const target = typeof rule.target === 'string' ? ` in ${rule.target}` : '';
  switch (rule.type) {
    case 'regex':
      return `something like /${String(rule.pattern)}/${target}`;
    case 'jsonpath':
      return `${jsonPathText(rule)}${target}`;
    case 'range':
      return Array.isArray(rule.range) ? `${listText(rule.range)}${target}` : `a range${target}`;
    case 'probe':
      return `what the probe "${String(rule.name ?? '')}" accepts`;
    default:
      return shortJson(tolerance);
  }
};

const listText = (values: readonly unknown[]): string =>
  values.length === 2 && values.every((value) => typeof value === 'number')
    ? `${values[0]} to ${values[1]}`
    : `one of ${values.map(shortJson).join(', ')}`;

const jsonPathText = ({ path, expect, count }: Readonly<Record<string, unknown>>): string => {
  if (expect !== undefined) return `${String(path)} to be ${shortJson(expect)}`;
  return count === undefined ? `something at ${String(path)}` : `${shortJson(count)} of ${String(path)}`;
};

const shortJson = (value: unknown): string => {
  const text = jsonText(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
