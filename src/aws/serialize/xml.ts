/** How a list is written: `<Tags><member>…</member></Tags>`, or `<Tags>…</Tags><Tags>…</Tags>`. */
export type ListStyle = 'member' | 'item' | 'flat';

/** An element with its content; nothing for `undefined` and `null`, as AWS leaves absent members out. */
export function xmlElement(name: string, value: unknown, lists: ListStyle, attributes = ''): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return xmlList(name, value, lists);
  return `<${name}${attributes}>${xmlContent(value, lists)}</${name}>`;
}

function xmlList(name: string, values: readonly unknown[], lists: ListStyle): string {
  if (lists === 'flat') return values.map((value) => xmlElement(name, value, lists)).join('');
  return `<${name}>${values.map((value) => xmlElement(lists, value, lists)).join('')}</${name}>`;
}

/** What stands inside an element: the members of a structure, or text. */
export function xmlContent(value: unknown, lists: ListStyle): string {
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (typeof value !== 'object' || value === null) return escapeXml(String(value ?? ''));
  return Object.entries(value)
    .map(([name, member]) => xmlElement(name, member, lists))
    .join('');
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text that any XML 1.0 parser reads back. A carriage return is written as a reference, since parsers turn a bare one
 * into a line feed. Characters that XML cannot hold at all become U+FFFD.
 */
export const escapeXml = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => named[character] ?? character)
    .replace(/\r/g, '&#xD;')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these have no place in XML 1.0.
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');

export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
