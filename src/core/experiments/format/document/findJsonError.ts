const space = /[ \t\n\r]*/y;
const token =
  /[{}[\]:,]|"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/uy;

/** What may come next. */
type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

/** Where a text that is no JSON stops being some: its length when it ends too early. V8 tells that only now and then. */
export const findJsonError = (text: string): number => {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    at = endOf(space, text, at) ?? at;
    const end = endOf(token, text, at);
    const next: Expected | undefined =
      end === undefined ? undefined : step(text.slice(at, end), expected, open);
    if (end === undefined || next === undefined) return at;
    expected = next;
    at = end;
  }
};

const endOf = (pattern: RegExp, text: string, from: number): number | undefined => {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
};

/** What may come after a token; undefined when it may not stand here. */
const step = (read: string, expected: Expected, open: ('{' | '[')[]): Expected | undefined => {
  const after = (): Expected => (open.length === 0 ? 'nothing' : 'commaOrEnd');
  const isValue = expected === 'value' || expected === 'valueOrEnd';
  switch (read) {
    case '{':
    case '[':
      if (!isValue) return undefined;
      open.push(read);
      return read === '{' ? 'keyOrEnd' : 'valueOrEnd';
    case '}':
    case ']':
      if (!['keyOrEnd', 'valueOrEnd', 'commaOrEnd'].includes(expected)) return undefined;
      return open.pop() === (read === '}' ? '{' : '[') ? after() : undefined;
    case ',':
      if (expected !== 'commaOrEnd') return undefined;
      return open.at(-1) === '{' ? 'key' : 'value';
    case ':':
      return expected === 'colon' ? 'value' : undefined;
    default:
      if (isValue) return after();
      return read.startsWith('"') && (expected === 'key' || expected === 'keyOrEnd') ? 'colon' : undefined;
  }
};
