/** Text that stays text: on one line, and without a meaning of its own for Markdown or HTML. */
export const markdownText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be replaced
    .replace(/[\0-\x1F\x7F]+/g, ' ')
    .trim()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]|~$]/g, '\\$&')
    .replace(/@/g, '&#64;'); // it would call whoever has that name
