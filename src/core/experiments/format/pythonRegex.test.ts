import assert from 'node:assert/strict';
import { PythonRegexError, pythonRegex } from './pythonRegex';

/** What `re.search(pattern, text)` finds in Python 3.11. */
const searches: readonly [pattern: string, text: string, found: boolean][] = [
  ['"status":\\s*"ok"', '{"status": "ok"}', true],
  ['^ok$', 'ok\n', true],
  ['\\Aok\\Z', 'ok\n', false],
  ['(?P<a>x)(?P=a)', 'xx', true],
  ['(a)\\1', 'ab', false],
  ['(?i)OK', 'not ok', true],
  ['OK', 'not ok', false],
  ['(?m)^b$', 'a\nb\nc', true],
  ['^b$', 'a\nb\nc', false],
  ['(?s)a.b', 'a\nb', true],
  ['a.b', 'a\nb', false],
  ['a.b', 'a\rb', true],
  ['a.b', 'a\u2028b', true],
  ['(?s:a.b)c.d', 'a\nbc\nd', false],
  ['(?x) a b  # a comment', 'ab', true],
  ['a(?#a comment)b', 'ab', true],
  ['\\d', '٣', true],
  ['(?a)\\d', '٣', false],
  ['^\\w+$', 'straße', true],
  ['\\bé\\b', 'a é b', true],
  ['a\\Bb', 'ab', true],
  ['^\\s$', '\u00a0', true],
  ['^\\s$', '\ufeff', false],
  ['[]a]', ']', true],
  ['[^]a]', 'a]', false],
  ['[[]', '[', true],
  ['[a&&b]', '&', true],
  ['[\\w.-]+@', 'a.b-c@', true],
  ['[^\\W\\d]', '1', false],
  ['[\\b]', '\b', true],
  ['[\\101]', 'A', true],
  ['[a-c-]', '-', true],
  ['\\x41\\u0042\\U00000043', 'ABC', true],
  ['\\101\\0', 'A\0', true],
  ['\\t\\.', '\t.', true],
  ['^a{,2}$', 'aa', true],
  ['a{x}', 'a{x}', true],
  ['{}', '{}', true],
  ['a{2,3}?$', 'aa', true],
  ['(?=a)+a', 'a', true],
  ['(?<=a)b(?!c)', 'abd', true],
  ['(?<!a)b', 'ab', false],
  ['😀{2}', '😀😀', true],
  ['a|', '', true],
];

const refused: readonly [pattern: string, message: RegExp][] = [
  ['(?(1)a|b)', /depend on another group/],
  ['(?>a)', /give nothing back, \(\?>/],
  ['a++', /Leave out the last \+/],
  ['a**', /nothing before the \* that could be repeated/],
  ['^*', /nothing before the \* that could be repeated/],
  ['|?', /nothing before the \? that could be repeated/],
  ['a{3,2}', /asks for more at least than at most/],
  ['\\y', /\\y means nothing in Python/],
  ['\\N{DASH}', /by their names/],
  ['\\x4', /needs 2 hexadecimal digits/],
  ['\\UFFFFFFFF', /needs 8 hexadecimal digits/],
  ['\\', /ends with a backslash/],
  ['(?<n>x)', /Add the P/],
  ['(?P!)', /After \(\?P a name is expected/],
  ['(?y)', /\(\?y means nothing/],
  ['a(?i)', /have to stand at its start/],
  ['(?i:a)', /Case cannot be ignored in one part only/],
  ['(?L)a', /The flag L is for bytes/],
  ['(?#a', /A comment \(\?# has no \)/],
  ['(a', /A \( has no \)/],
  ['a)', /A \) has no \(/],
  ['[a', /A \[ has no \]/],
  ['[z-a]', /the wrong way round/],
  ['[a-\\d]', /from one character to another/],
  ['\\1(a)', /no group 1 that ends before this/],
  ['(\\1)', /no group 1 that ends before this/],
  ['(?P=a)', /no group a that ends before this/],
  ['(?P<a>x)(?P<a>y)', /Two groups are called a/],
];

describe('pythonRegex', () => {
  for (const [pattern, text, found] of searches) {
    it(`${found ? 'finds' : 'does not find'} ${pattern} in ${JSON.stringify(text)}, as Python`, () =>
      assert.equal(pythonRegex(pattern).test(text), found));
  }

  for (const [pattern, message] of refused) {
    it(`refuses ${pattern} with a sentence`, () =>
      assert.throws(
        () => pythonRegex(pattern),
        (error) => error instanceof PythonRegexError && message.test(error.message),
      ));
  }
});
