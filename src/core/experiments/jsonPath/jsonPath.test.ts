import assert from 'node:assert/strict';
import { JsonPathError, jsonPath } from './jsonPath';

const store = {
  items: [
    { name: 'pen', price: 2, tags: ['a', 'b'] },
    { name: 'ink', price: 12 },
    { name: 'pad', price: 5, stock: { left: 0 } },
  ],
  'with space': true,
  first: 'name',
  best: 1,
  text: 'hello',
};

const found: readonly [path: string, values: readonly unknown[]][] = [
  ['$', [store]],
  ['$.first', ['name']],
  [' $ . first ', ['name']],
  ['$["with space"]', [true]],
  ['$.nothing', []],
  ['$.first.length()', [4]],
  ['$.items.length()', [3]],
  ['$.items[0].name', ['pen']],
  ['$.items[-1].name', ['pad']],
  ['$.items[7]', []],
  ['$.first[0]', []],
  ['$.items[*].name', ['pen', 'ink', 'pad']],
  ['$.items.*.price', [2, 12, 5]],
  ['$..name', ['pen', 'ink', 'pad']],
  ['$..["left","stock"]', [{ left: 0 }, 0]],
  ['$.items[0,2].name', ['pen', 'pad']],
  ['$.items[1:].name', ['ink', 'pad']],
  ['$.items[:2].name', ['pen', 'ink']],
  ['$.items[-2:].name', ['ink', 'pad']],
  ['$.items[-9:1].name', ['pen']],
  ['$.items[::2].name', ['pen', 'pad']],
  ['$.items[2:0:-1].name', ['pad', 'ink']],
  ['$.items[0:99:50].name', ['pen']],
  ['$.items[$.best].name', ['ink']],
  ['$.items[*][$.first]', ['pen', 'ink', 'pad']],
  ['$.items[*][?(@.price < 10)].name', ['pen', 'pad']],
  ['$.items[*][?(@.price >= 5 and not @.stock)].name', ['ink']],
  ['$.items[*][?(@.price <= 2 or @.price > 10)].name', ['pen', 'ink']],
  ['$.items[*][?(@.name = "ink")].price', [12]],
  ['$.items[*][?(@.name != "ink")].price', [2, 5]],
  ['$.items[*][?((@.name = "pen"))].price', [2]],
  ['$.items[*][?(@.tags contains "b")].name', ['pen']],
  ['$.items[*][?(@.name contains "e")].name', ['pen']],
  ['$.items[*][?(@ contains "stock")].name', ['pad']],
  ['$.items[*][?(@.tags = ["a","b"])].name', ['pen']],
  ['$.items[*][?(@.stock = {"left":0})].name', ['pad']],
  ['$.items[*][?(true)].name', ['pen', 'ink', 'pad']],
  ['$.items[*][?(@.price = null)]', []],
  ['$.items[*][?(@.price < "x")]', []],
  ['$.items[?(@.price < 10)]', []],
  ['$.items[2].keys()', [['name', 'price', 'stock']]],
  ['$.items[0].tags.keys()', [[0, 1]]],
  ['$.items[2].stock.values()', [[0]]],
  [
    '$.items[0].tags.entries()',
    [
      [
        [0, 'a'],
        [1, 'b'],
      ],
    ],
  ],
  ['$.text[charAt(1)]', ['e']],
  ['$.text.charAt(9)', []],
  ['$.text.substring(1)', ['ello']],
  ['$.text.substring(1,3)', ['el']],
  ['$.text.substring("x")', []],
  ['$.best.length()', []],
];

const bad: readonly [path: string, message: RegExp][] = [
  ['', /it ends too early, but "\$" is/],
  ['items', /"items" is not expected/],
  ['$.', /it ends too early/],
  ["$['a']", /double quotes/],
  ['$.a-b', /"-" is not expected/],
  ['$[1', /it ends too early, but "\]" is/],
  ['$[1.5]', /"1\.5" is not expected/],
  ['$[]', /"\]" is not expected/],
  ['$[0:3:0]', /steps of 0/],
  ['$.items[?(@.a == 1)]', /"=" is not expected/],
  ['$.items[?(@.a && 1)]', /"&" is not expected/],
  ['$.not', /"not" is not expected/],
  ['$.size()', /no function size\(\)/],
  ['$[?(@.a = and)]', /"and" is not expected/],
  ['$ extra', /"extra" is not expected/],
];

describe('jsonPath', () => {
  for (const [path, values] of found) {
    it(`finds with ${path} what jsonpath2 does`, () => assert.deepEqual(jsonPath(path)(store), values));
  }

  for (const [path, message] of bad) {
    it(`refuses ${path || 'an empty path'} with a sentence`, () =>
      assert.throws(
        () => jsonPath(path),
        (error) => error instanceof JsonPathError && message.test(error.message),
      ));
  }
});
