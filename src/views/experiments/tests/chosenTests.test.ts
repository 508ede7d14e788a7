import assert from 'node:assert/strict';
import { type ChosenItem, chosenTests } from './chosenTests';

interface Item extends ChosenItem {
  readonly children: [string, Item][];
  parent?: Item;
}

const experiment = (id: string, ...tests: string[]): Item => {
  const item: Item = { id, children: [] };
  for (const test of tests) item.children.push([test, { id: test, children: [], parent: item }]);
  return item;
};

describe('chosenTests', () => {
  const [a, b] = [experiment('a', 'a1', 'a2'), experiment('b', 'b1')];
  const [a1, a2] = a.children.map(([, child]) => child) as [Item, Item];
  const chosen = (include?: Item[], exclude?: Item[]) =>
    [
      ...chosenTests(
        [
          ['a', a],
          ['b', b],
        ],
        { include, exclude },
      ),
    ].map(([item, tests]) => [item.id, tests]);

  it('are all of them when none is named', () => {
    assert.deepEqual(chosen(), [
      ['a', ['a1', 'a2']],
      ['b', ['b1']],
    ]);
  });

  it('are those of an experiment, or single ones of it', () => {
    assert.deepEqual(chosen([b]), [['b', ['b1']]]);
    assert.deepEqual(chosen([a2]), [['a', ['a2']]]);
    assert.deepEqual(chosen([a2, a1, a]), [['a', ['a2', 'a1']]]);
  });

  it('are none of what was excluded', () => {
    assert.deepEqual(chosen(undefined, [a]), [['b', ['b1']]]);
    assert.deepEqual(chosen([a], [a1]), [['a', ['a2']]]);
    assert.deepEqual(chosen([a1], [a1]), []);
  });
});
