import assert from 'node:assert/strict';
import type { Tolerance } from '../../format/experiment';
import { withinTolerance } from '../tolerance/withinTolerance';

const http = (body: unknown, status = 200) => ({ status, headers: { 'X-Kind': 'test' }, body });
const program = (stdout: string, status = 0) => ({ status, stdout, stderr: '' });
const json = (value: unknown) => http(value);

const variables: Readonly<Record<string, unknown>> = { wanted: 'ok', shape: '$.a[*]', status: 201 };
const substitute = (value: unknown) =>
  typeof value === 'string' ? (variables[/^\$\{(\w+)\}$/.exec(value)?.[1] ?? ''] ?? value) : value;

type Case = readonly [behaviour: string, tolerance: Tolerance, value: unknown, met: boolean];

const regex = (pattern: string, target?: string): Tolerance => ({
  type: 'regex',
  pattern,
  ...(target ? { target } : {}),
});
const range = (low: number, high: number, target?: string): Tolerance => ({
  type: 'range',
  range: [low, high],
  ...(target ? { target } : {}),
});
const path = (path: string, more: object = {}): Tolerance => ({
  type: 'jsonpath',
  path,
  target: 'body',
  ...more,
});

/** Source: chaoslib/hypothesis.py, `within_tolerance`. */
const cases: readonly Case[] = [
  ['a number is the status of an HTTP answer', 200, http('x'), true],
  ['a number is no other status', 200, http('x', 201), false],
  ['a number is the exit code of a program', 0, program(''), true],
  ['a number is no other exit code', 0, program('', 1), false],
  ['a number is a value', 5, 5, true],
  ['a number is no text', 5, '5', false],
  ['a number one is true', 1, true, true],
  ['true is a value', true, true, true],
  ['true is one', true, 1, true],
  ['true is not an answer, however good', true, http('x'), false],
  ['false is zero', false, 0, true],
  ['false is not nothing', false, null, false],
  ['a text is a value', 'ok', 'ok', true],
  ['a text is not a part of one', 'ok', 'okay', false],
  ['a text is a variable', '${wanted}', 'ok', true],
  ['a variable that is a number is the status', '${status}', http('', 201), true],
  ['null is never met', null as never, null, false],
  ['a text is not the body of an answer', 'ok', http('ok'), false],
  ['a list holds the status', [200, 201], http('', 201), true],
  ['a list of two is no range for a status', [200, 299], http('', 204), false],
  ['a list holds no other status', [200, 201, 202], http('', 204), false],
  ['a list of one holds the exit code', [0], program(''), true],
  ['a list of two is a range with its lower end', [4, 6], 4, true],
  ['a list of two is a range with its upper end', [4, 6], 6, true],
  ['a list of two is a range with nothing above', [4, 6], 6.1, false],
  ['a list of two texts is a range in the order of characters', ['a', 'c'], 'b', true],
  ['a list of three holds values', [1, 5, 9], 5, true],
  ['a list of three is no range', [1, 5, 9], 3, false],
  ['a list of four holds texts', ['a', 'b', 'c', 'd'], 'd', true],
  ['a pattern is found anywhere in a text', regex('[0-9]{3}'), 'abc123', true],
  ['a pattern looks at its target', regex('^ok$', 'stdout'), program('ok'), true],
  ['a pattern that is not there', regex('^ok$', 'stdout'), program('no'), false],
  ['a pattern looks at the body', regex('is fine', 'body'), http('all is fine'), true],
  ['a pattern may be a variable', regex('${wanted}', 'body'), http('ok'), true],
  ['a pattern may be of Python', regex('(?P<n>\\d)-(?P=n)'), '1-1', true],
  ['a pattern may ignore case', regex('(?i)OK'), 'ok', true],
  ['a pattern in what is no text is not there', regex('1', 'body'), http({ a: 1 }), false],
  ['a range holds a number', range(1, 2), 1.5, true],
  ['a range holds its ends', range(1, 2), 2, true],
  ['a range holds nothing outside', range(1, 2), 2.01, false],
  ['a range holds a number that is text', range(1, 2, 'stdout'), program('1.5'), true],
  ['a range holds a number with a line end', range(1, 2, 'stdout'), program(' 1.5\n'), true],
  ['a range holds no words', range(1, 2, 'stdout'), program('many'), false],
  ['a range holds no empty text', range(0, 2, 'stdout'), program(''), false],
  ['a range looks at the body', range(1, 2, 'body'), http(1), true],
  ['a path that finds something', path('$.a'), json({ a: 1 }), true],
  ['a path that finds nothing', path('$.b'), json({ a: 1 }), false],
  ['a path reads a text as JSON', path('$.a', { target: 'stdout' }), program('{"a": 1}'), true],
  ['a path finds nothing in another text', path('$.a', { target: 'stdout' }), program('hello'), false],
  ['a path finds so many', path('$.a[*]', { count: 2 }), json({ a: [1, 2] }), true],
  ['a path does not find more than so many', path('$.a[*]', { count: 1 }), json({ a: [1, 2] }), false],
  ['a path finds none where none are wanted', path('$.b[*]', { count: 0 }), json({ a: [1] }), true],
  ['a path finds the one that is expected', path('$.a', { expect: 1 }), json({ a: 1 }), true],
  ['a path finds another than the one expected', path('$.a', { expect: 2 }), json({ a: 1 }), false],
  ['a path finds all that are expected', path('$.a[*]', { expect: [1, 2] }), json({ a: [1, 2] }), true],
  ['a path finds them in another order', path('$.a[*]', { expect: [2, 1] }), json({ a: [1, 2] }), false],
  ['what is expected counts before the number', path('$.a', { expect: 1, count: 5 }), json({ a: 1 }), true],
  ['a path may be a variable', path('${shape}', { count: 2 }), json({ a: [1, 2] }), true],
  [
    'a path may filter, each item by itself',
    path('$.a[*][?(@.n > 1)]', { count: 1 }),
    json({ a: [{ n: 1 }, { n: 2 }] }),
    true,
  ],
  ['a target that is not there leaves the value', path('$.a', { target: 'nope' }), { a: 1 }, true],
];

describe('A tolerance', () => {
  for (const [behaviour, tolerance, value, met] of cases) {
    it(`${behaviour}: ${met ? 'met' : 'not met'}`, async () => {
      const found = await withinTolerance(tolerance, value, {
        substitute,
        run: () => Promise.reject(new Error('No probe is part of it.')),
        warn: () => {},
      });
      assert.equal(found, met);
    });
  }
});
