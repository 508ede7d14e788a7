import { messageOf } from '../../../errors';

export interface JsonFailure {
  /** In the text. */
  readonly offset: number;
  readonly message: string;
}

/** A text as JSON, or where it is none. */
export const readJson = (text: string): { readonly value: unknown } | JsonFailure => {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return failureOf(messageOf(error), text);
  }
};

/** V8 tells the place in its message, unless the text ends too early. */
const failureOf = (message: string, text: string): JsonFailure => {
  const offset = /at position (\d+)/.exec(message)?.[1];
  if (offset === undefined)
    return {
      offset: text.trimEnd().length,
      message: 'This is not valid JSON: it ends too early. Close what is open.',
    };
  const found = JSON.stringify(text.charAt(Number(offset)));
  return {
    offset: Number(offset),
    message: `This is not valid JSON: ${found} was not expected here. Remove it, or mend what is before it.`,
  };
};
