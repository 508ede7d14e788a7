/** A body as a person reads it. */
export interface BodyText {
  /** JSON is indented. What is no text is shown as its first bytes in hexadecimal, sixteen to a line. */
  readonly text: string;
  readonly kind: 'json' | 'text' | 'binary' | 'empty';
}

/** Of a binary body: enough to recognize a format by. */
const shownBytes = 512;

export const bodyText = (body: Uint8Array): BodyText => {
  if (body.length === 0) return { text: '', kind: 'empty' };
  const text = decode(body);
  if (text === undefined) return { text: hexLines(body.subarray(0, shownBytes)), kind: 'binary' };
  const indented = indent(text);
  return indented === undefined ? { text, kind: 'text' } : { text: indented, kind: 'json' };
};

/** Undefined for what is no UTF-8 text. A last character that a bound has cut is let go. */
const decode = (body: Uint8Array): string | undefined => {
  const text = new TextDecoder().decode(body).replace(/\uFFFD$/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells binary from text
  return /[\uFFFD\0-\x08\x0E-\x1A\x1C-\x1F]/.test(text) ? undefined : text;
};

const indent = (text: string): string | undefined => {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return undefined; // not JSON after all: shown as it came
  }
};

const hexLines = (bytes: Uint8Array): string => {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const line = [...bytes.subarray(at, at + 16)].map((byte) => byte.toString(16).padStart(2, '0'));
    lines.push(line.join(' '));
  }
  return lines.join('\n');
};
