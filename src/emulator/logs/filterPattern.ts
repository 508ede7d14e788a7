import { invalidParameter } from './logsErrors';

/**
 * A predicate on messages for CloudWatch Logs' patterns of terms: all must occur, those with `-` must not, of those
 * with `?` one is enough; quotes hold a term together. Patterns for JSON and for fields are refused.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(pattern: string): (message: string) => boolean {
  const trimmed = pattern.trim();
  if (/^[{[%]/.test(trimmed)) {
    throw invalidParameter(
      `Invalid filter pattern: the embedded emulator matches terms such as ERROR or "time out" only, not ${trimmed}`,
    );
  }
  const terms = [...trimmed.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(
    ([, sign, quoted, word]) => ({
      sign,
      text: quoted?.replace(/\\(.)/g, '$1') ?? word ?? '',
    }),
  );
  const those = (sign: string) => terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, none, any] = [those(''), those('-'), those('?')];
  return (message) => {
    const occurs = (text: string) => message.includes(text);
    return all.every(occurs) && !none.some(occurs) && (any.length === 0 || any.some(occurs));
  };
}
