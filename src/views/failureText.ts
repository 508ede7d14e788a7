/** What an engine printed last may follow the sentence that says why it ended (`exitReport`). */
const announcement = '\nIt printed last:\n';

/** The sentence with the next step alone, for where there is room for no more, and the lines one by one. */
export const splitReason = (
  reason: string,
): { readonly sentence: string; readonly lines: readonly string[] } => {
  const [sentence = '', printed = ''] = reason.split(announcement);
  return { sentence, lines: printed === '' ? [] : printed.split('\n').map((line) => line.trim()) };
};
