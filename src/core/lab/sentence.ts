/** A part of a sentence: plain, a name as it stands in code, or what matters most. */
export type Phrase = string | { readonly code: string } | { readonly strong: string };

/** A sentence for people, from which a view makes what it likes. */
export type Sentence = readonly Phrase[];

export const plainText = (sentence: Sentence): string =>
  sentence
    .map((phrase) => (typeof phrase === 'string' ? phrase : 'code' in phrase ? phrase.code : phrase.strong))
    .join('');

export const code = (text: string): Phrase => ({ code: text });

export const strong = (text: string): Phrase => ({ strong: text });

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly Phrase[]): Phrase[] =>
  items.flatMap((item, index) => {
    if (index === 0) return [item];
    return [index === items.length - 1 ? ' and ' : ', ', item];
  });
