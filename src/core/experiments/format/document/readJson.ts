import { findJsonError } from './findJsonError';

export interface JsonFailure {
  /** In the text. */
  readonly offset: number;
  readonly message: string;
}

/** A text as JSON, or where it is none. */
export const readJson = (text: string): { readonly value: unknown } | JsonFailure => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return failureAt(findJsonError(text), text); // the place is ours to find
  }
};

const failureAt = (offset: number, text: string): JsonFailure => {
  const [found] = text.slice(offset);
  return {
    offset,
    message:
      found === undefined
        ? 'This is not valid JSON: it ends too early. Close what is open.'
        : `This is not valid JSON: ${JSON.stringify(found)} is not expected here. Mend it, or what is before it.`,
  };
};
