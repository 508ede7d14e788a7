/** Python gives up near here, too; what walks through a value by recursion has room for it. */
export const mostLevels = 1000;

/** JSON that is nested too deeply to be looked at. */
export class TooDeepError extends Error {}

/** Throws a `SyntaxError` for what is no JSON, and a `TooDeepError`. */
export const parseJson = (text: string): unknown => {
  if (levelsOf(text) > mostLevels)
    throw new TooDeepError(
      `is JSON with more than ${mostLevels} levels: ask for something that tells the same with less depth`,
    );
  return JSON.parse(text);
};

/** The deepest nesting, without a parser that would itself end at it. Of what is no JSON it may be any number. */
const levelsOf = (text: string): number => {
  let [deepest, level, isInText] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') isInText = !isInText;
    else if (isInText) at += sign === '\\' ? 1 : 0;
    else if (sign === '[' || sign === '{') deepest = Math.max(deepest, ++level);
    else if (sign === ']' || sign === '}') level--;
  }
  return deepest;
};
