/** `$util`. Values that are no text are taken by their text, as Java would. */
export const templateUtil = {
  escapeJavaScript: (value: unknown): string => String(value ?? '').replace(/[\\"'\p{Cc}]/gu, escapeOne),
  parseJson: (json: unknown): unknown => JSON.parse(String(json)),
  /** As in a form: a blank becomes a plus. */
  urlEncode: (value: unknown): string => encodeURIComponent(String(value ?? '')).replaceAll('%20', '+'),
  urlDecode: (value: unknown): string => decodeURIComponent(String(value ?? '').replaceAll('+', ' ')),
  base64Encode: (value: unknown): string => Buffer.from(String(value ?? '')).toString('base64'),
  base64Decode: (value: unknown): string => Buffer.from(String(value ?? ''), 'base64').toString(),
};

const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escapeOne(character: string): string {
  if (/[\\"']/.test(character)) return `\\${character}`;
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
