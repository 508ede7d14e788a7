import { LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../problem';
import { checkNodes, tooDeep } from './checkNodes';
import { nodeRange, type RangeOf, rangesIn, textRange } from './locate';
import { pythonTags } from './pythonTags';
import { type JsonFailure, readJson } from './readJson';

export interface ReadDocument {
  /** What the file holds: data as JSON has it. Absent when it cannot be read. */
  readonly data?: { readonly value: unknown };
  readonly problems: readonly Problem[];
  readonly rangeOf: RangeOf;
}

/** Characters. Nobody writes that many, and a parser would be busy for long. */
export const maxLength = 1_000_000;

/** The data of a file, in YAML or JSON: its extension decides, else what it holds. */
export const readDocument = (text: string, fileName: string): ReadDocument => {
  const content = text.replace(/^\uFEFF/, '');
  if (content.length > maxLength) return tooLong();
  if (/\.ya?ml$/i.test(fileName)) return readYaml(content);
  const json = readJson(content);
  if ('value' in json) return locatedJson(content, json);
  return /\.json$/i.test(fileName) ? notJson(content, json) : readYaml(content);
};

/** JSON is YAML as well, which knows the places; its numbers and texts are those of JSON. */
const locatedJson = (content: string, json: { readonly value: unknown }): ReadDocument => {
  const { data, problems, rangeOf } = readYaml(content);
  const isDeep = problems.some(({ message }) => message === tooDeep);
  return isDeep ? { problems, rangeOf } : { data: json, problems: data ? problems : [], rangeOf };
};

const nowhere: RangeOf = () => undefined;

const tooLong = (): ReadDocument => ({
  problems: [
    {
      severity: 'error',
      message: `The file is longer than ${maxLength / 1e6} million characters, which no experiment is. Check that it is the right file.`,
      path: [],
      range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
    },
  ],
  rangeOf: nowhere,
});

const notJson = (text: string, { offset, message }: JsonFailure): ReadDocument => {
  const lines = new LineCounter();
  for (const { index } of text.matchAll(/^/gm)) lines.addNewLine(index);
  return {
    problems: [
      {
        severity: 'error',
        message,
        path: [],
        range: textRange(offset, Math.min(offset + 1, text.length), lines),
      },
    ],
    rangeOf: nowhere,
  };
};

const readYaml = (text: string): ReadDocument => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    schema: 'failsafe',
    customTags: pythonTags,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: 'error',
  });
  const rangeOf = rangesIn(document, lines);
  const syntax = [...document.errors, ...document.warnings].map(
    ({ message, code, pos }): Problem => ({
      severity: 'error',
      message: code === 'TAG_RESOLVE_FAILED' ? tagMessage(message) : sentence(code, message),
      path: [],
      range: textRange(pos[0], pos[1], lines),
    }),
  );
  if (syntax.length > 0) return { problems: syntax, rangeOf };
  const problems = checkNodes(document).map(({ node, ...rest }): Problem => {
    const range = nodeRange(node, lines);
    return { ...rest, path: [], ...(range && { range }) };
  });
  if (problems.some(({ severity }) => severity === 'error')) return { problems, rangeOf };
  return { data: { value: document.toJS({ maxAliasCount: -1 }) }, problems, rangeOf };
};

const tagMessage = (message: string): string =>
  `${/Unresolved tag: (\S+)/.exec(message)?.[1] ?? 'This tag'} is no plain data, which is all that an experiment holds. Remove the tag.`;

/** The parser's own words, as a sentence. */
const sentence = (code: string, message: string): string => {
  if (message.includes('call stack')) return tooDeep;
  if (code === 'MULTIPLE_DOCS')
    return 'A file holds one experiment, and a second begins here. Move it into a file of its own.';
  return `This is not valid YAML: ${message.replace(/[.:]?\s*$/, '')}.`;
};
