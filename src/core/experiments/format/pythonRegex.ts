import { PythonRegexError } from './regex/pythonRegexError';
import { RegexTranslator } from './regex/regexTranslator';

export { PythonRegexError };

/**
 * A regular expression of Python's `re`, as one that finds the same here. Throws a `PythonRegexError` for what Python
 * would refuse, and for what has no counterpart. Source: https://docs.python.org/3/library/re.html.
 */
export const pythonRegex = (pattern: string): RegExp => {
  const { source, ignoreCase } = new RegexTranslator(pattern).translate();
  try {
    return new RegExp(source, ignoreCase ? 'iv' : 'v');
  } catch (cause) {
    throw new PythonRegexError(
      'The pattern cannot be used: most likely a {2,1} asks for more at least than at most.',
      { cause },
    );
  }
};
