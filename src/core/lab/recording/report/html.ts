/** Markup that is safe to put into a page; made by `html` alone. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[];

/** Markup from a template: every value in it is text and escaped, unless it is markup already. */
export const html = (strings: TemplateStringsArray, ...values: readonly Part[]): Html =>
  new Html(
    strings.map((text, index) => text + (index < values.length ? render(values[index]) : '')).join(''),
  );

const render = (part: Part | undefined): string => {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(render).join('');
  return escapeText(String(part));
};

/** For the text and the quoted attributes of a page. Control characters, which XML has no place for, become visible. */
const escapeText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be replaced
    .replace(/[\0-\x08\x0B\x0C\x0E-\x1F]/g, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
