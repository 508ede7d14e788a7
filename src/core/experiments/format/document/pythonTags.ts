import type { ScalarTag, Tags } from 'yaml';

/**
 * What plain texts mean as PyYAML reads them, which Chaos Toolkit loads a file with: YAML 1.1, but for `y` and `n`,
 * which are texts. Source: https://yaml.org/type/, and the resolvers of PyYAML 6.
 */
const boolTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test: /^(?:[Yy]es|YES|[Nn]o|NO|[Tt]rue|TRUE|[Ff]alse|FALSE|[Oo]n|ON|[Oo]ff|OFF)$/,
  resolve: (text) => /^(?:yes|true|on)$/i.test(text),
};

const nullTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:null',
  default: true,
  test: /^(?:~|[Nn]ull|NULL)?$/,
  resolve: () => null,
};

const intTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0[0-7_]+|0|[1-9][\d_]*(?::[0-5]?\d)*)$/,
  resolve: (text) => signed(text, integerOf),
};

const floatTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^(?:[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*|[-+]?\.(?:[Ii]nf|INF)|\.(?:[Nn]a[Nn]|NAN))$/,
  resolve: (text) => signed(text, floatOf),
};

const signed = (text: string, parse: (digits: string) => number): number => {
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '').toLowerCase();
  return (text.startsWith('-') ? -1 : 1) * parse(digits);
};

const integerOf = (digits: string): number => {
  if (digits.includes(':')) return base60(digits);
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return Number(digits); // 0b and 0x as in JavaScript
};

const floatOf = (digits: string): number => {
  if (digits.includes(':')) return base60(digits);
  if (digits === '.inf') return Infinity;
  return digits === '.nan' ? Number.NaN : Number(digits);
};

/** `1:30` is 90: minutes and seconds. */
const base60 = (digits: string): number =>
  digits.split(':').reduce((sofar, each) => sofar * 60 + Number(each), 0);

const date =
  /^\d{4}-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;

/** Whether a plain text is a date in Python; here it stays a text. */
export const isDate = (text: string): boolean => date.test(text);

/** For the schema `failsafe`: its mappings, lists and texts, and the rest as PyYAML has it. */
export const pythonTags: Tags = ['merge', nullTag, boolTag, intTag, floatTag];
