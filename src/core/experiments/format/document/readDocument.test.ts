import assert from 'node:assert/strict';
import { maxLength, readDocument } from './readDocument';

const read = (text: string, fileName = 'a.yaml') => readDocument(text, fileName).data?.value;

/** `line:column severity message` of each problem. */
const problemsOf = (text: string, fileName = 'a.yaml') =>
  readDocument(text, fileName).problems.map(
    ({ severity, message, range }) => `${range?.start.line}:${range?.start.column} ${severity} ${message}`,
  );

/** As PyYAML 6 reads them. */
const scalars: readonly [written: string, value: unknown][] = [
  ['yes', true],
  ['On', true],
  ['OFF', false],
  ['no', false],
  ['y', 'y'],
  ['oN', 'oN'],
  ['~', null],
  ['', null],
  ['nULL', 'nULL'],
  ['1:30', 90],
  ['-1:30', -90],
  ['0:30', '0:30'],
  ['1:30.5', 90.5],
  ['010', 8],
  ['018', '018'],
  ['0o10', '0o10'],
  ['0x1F', 31],
  ['-0b11', -3],
  ['1_000', 1000],
  ['1e3', '1e3'],
  ['1.5e3', '1.5e3'],
  ['1.5e+3', 1500],
  ['.5', 0.5],
  ['.inf', Infinity],
  ['-.inf', -Infinity],
  ['.nan', Number.NaN],
  ['127.0.0.1', '127.0.0.1'],
  ['"on"', 'on'],
  ['!!str 12', '12'],
  ['!!int "5"', 5],
];

describe('readDocument', () => {
  for (const [written, value] of scalars) {
    it(`reads ${written || 'nothing'} as Chaos Toolkit does`, () =>
      assert.deepEqual(read(`a: ${written}`), { a: value }));
  }

  it('replaces aliases and merges, and keeps YAML 1.1 whatever the file says', () => {
    assert.deepEqual(read('a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2'), {
      a: { b: 1 },
      c: { b: 1 },
      d: { b: 1, e: 2 },
    });
    assert.deepEqual(problemsOf('d:\n  <<: {a: 1}'), []);
    assert.deepEqual(read('%YAML 1.2\n---\na: on'), { a: true });
  });

  it('takes any name: the extension decides, else what it holds', () => {
    assert.deepEqual(read('{"a": 1}', 'a.json'), { a: 1 });
    assert.deepEqual(read('{"a": "on"}', 'noname'), { a: 'on' });
    assert.deepEqual(read('a: on', 'a.txt'), { a: true });
    assert.deepEqual(read('\uFEFFa: 1', 'a.YML'), { a: 1 });
    assert.deepEqual(read('{\n\t"a": [1e3, "\\u00e9"]\n}', 'a.json'), { a: [1000, 'é'] });
  });

  it('keeps a name such as __proto__ a name', () => {
    const value = read('__proto__: {a: 1}') as object;
    assert.deepEqual(Object.keys(value), ['__proto__']);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
  });

  const located: readonly [what: string, text: string, problems: readonly string[], fileName?: string][] = [
    ['YAML that is broken', 'a: 1\nb: "x', ['2:6 error This is not valid YAML: Missing closing "quote.']],
    [
      'all that is broken',
      'a: `x`\nb: @y',
      [
        '1:4 error This is not valid YAML: Plain value cannot start with reserved character `.',
        '2:4 error This is not valid YAML: Plain value cannot start with reserved character @.',
      ],
    ],
    [
      'a second document',
      'a: 1\n---\nb: 1',
      ['2:1 error A file holds one experiment, and a second begins here. Move it into a file of its own.'],
    ],
    [
      'a tag',
      'a: !!python/object:os.system x',
      [
        '1:4 error tag:yaml.org,2002:python/object:os.system is no plain data, which is all that an experiment holds. Remove the tag.',
      ],
    ],
    ['an unknown alias', 'a:\n  b: *x', ['2:6 error There is no anchor &x before this. Define it first.']],
    [
      'an alias inside of itself',
      'a: &x\n  b: *x',
      ['2:6 error *x stands inside of what it stands for, without end. Repeat that by hand.'],
    ],
    [
      'one name twice',
      'a: 1\na: 2',
      ['2:1 warning "a" stands twice here, and only the last one counts. Remove one.'],
    ],
    [
      'one name twice in JSON',
      '{"a": 1,\n "a": 2}',
      ['2:2 warning "a" stands twice here, and only the last one counts. Remove one.'],
      'a.json',
    ],
    [
      'a name that is no text',
      'on: 1',
      ['1:1 warning The name on is no text in YAML 1.1. Put it in quotes.'],
    ],
    [
      'a name that is a mapping',
      'a: {{ b }}',
      [
        `1:5 error This cannot be the name of a field. Put it in quotes when a text is meant, such as "\${name}".`,
      ],
    ],
    [
      'a date',
      'a: 2026-01-01\nb: "2026-01-01"',
      ['1:4 warning 2026-01-01 is a date in YAML 1.1, and no text. Put it in quotes.'],
    ],
    [
      'nesting without end',
      '['.repeat(5000) + ']'.repeat(5000),
      ['1:202 error This is nested more than 200 deep. Make it flatter.'],
    ],
    [
      'nesting without end in JSON',
      '['.repeat(300) + ']'.repeat(300),
      ['1:202 error This is nested more than 200 deep. Make it flatter.'],
      'a.json',
    ],
    [
      'a file that is far too long',
      ' '.repeat(maxLength + 1),
      [
        '1:1 error The file is longer than 1 million characters, which no experiment is. Check that it is the right file.',
      ],
    ],
    [
      'JSON that ends too early',
      '{"a": [1,\n2',
      ['2:2 error This is not valid JSON: it ends too early. Close what is open.'],
      'a.json',
    ],
    [
      'JSON with a comma too many',
      '{"a": 1,}',
      ['1:9 error This is not valid JSON: "}" is not expected here. Mend it, or what is before it.'],
      'a.json',
    ],
    [
      'JSON with a word in it',
      '{"a":\n  yes}',
      ['2:3 error This is not valid JSON: "y" is not expected here. Mend it, or what is before it.'],
      'a.json',
    ],
  ];

  for (const [what, text, problems, fileName] of located) {
    it(`tells where there is ${what}`, () => {
      const found = problemsOf(text, fileName);
      // The parser of YAML gives up on deep nesting by itself, in a place of its own.
      if (what === 'nesting without end') assert.match(found[0] ?? '', /nested more than 200 deep/);
      else assert.deepEqual(found, problems);
    });
  }

  it('refuses a billion laughs at once, with its place', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [index, name] of [...'bcdefghi'].entries())
      lines.push(`${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`);
    assert.deepEqual(problemsOf(lines.join('\n')), [
      '6:7 error This stands for more than 100,000 values, with its aliases replaced. Write fewer.',
    ]);
  });

  it('knows where each part stands: a value, or the name of a block', () => {
    const { rangeOf } = readDocument('a:\n  - b: 12\n    c: *x\n  - d\n', 'a.yaml');
    const { rangeOf: aliased } = readDocument('a: &x {b: 1}\nc: *x\n', 'a.yaml');
    const at = (...path: (string | number)[]) => {
      const { start, end } = rangeOf(path) ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
      return `${start.line}:${start.column}-${end.line}:${end.column}`;
    };
    assert.equal(at('a', 0, 'b'), '2:8-2:10');
    assert.equal(at('a', 0), '2:5-2:6');
    assert.equal(at('a', 1), '4:5-4:6');
    assert.equal(at('a'), '1:1-1:2');
    assert.equal(at(), '1:1-1:2');
    assert.equal(at('a', 0, 'nothing'), '2:5-2:6', 'what is not there is found around it');
    assert.deepEqual(aliased(['c'])?.start, { line: 2, column: 4 });
    assert.deepEqual(aliased(['c', 'b'])?.start, { line: 1, column: 11 });
  });
});
