// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${…} is Fn::Sub's own notation.
import assert from 'node:assert/strict';
import { creationOrder } from './creationOrder';
import { dependencies } from './references';

const order = (graph: Record<string, string[]>) =>
  creationOrder(new Map(Object.entries(graph).map(([name, needed]) => [name, new Set(needed)])));

describe('the order of creation', () => {
  it('puts what is needed first and else keeps the order of the template', () => {
    assert.deepEqual(order({ c: ['a', 'b'], a: ['b'], b: [], d: [] }), ['b', 'd', 'a', 'c']);
  });

  it('does not wait for parameters', () => {
    assert.deepEqual(order({ a: ['Stage'] }), ['a']);
  });

  it('names the members of a circle, and only these', () => {
    assert.throws(() => order({ a: ['b'], b: ['c'], c: ['b'], d: [] }), {
      message: 'Circular dependency between resources: [b, c]',
    });
    assert.throws(() => order({ a: ['a'] }), { message: 'Circular dependency between resources: [a]' });
  });
});

describe('what a resource depends on', () => {
  it('is all that it refers to and all it names', () => {
    const found = dependencies({
      Type: 'T',
      DependsOn: ['A'],
      Properties: {
        ref: { Ref: 'B' },
        list: [{ 'Fn::GetAtt': ['C', 'Arn'] }, { 'Fn::GetAtt': 'D.Arn' }],
        sub: { 'Fn::Sub': '${E}-${F.Arn}-${!G}' },
        own: { 'Fn::Sub': ['${H}-${I}', { H: { Ref: 'J' } }] },
        branch: { 'Fn::If': ['Condition', { Ref: 'K' }, 'text'] },
      },
    });
    assert.deepEqual([...found].sort(), ['A', 'B', 'C', 'D', 'E', 'F', 'I', 'J', 'K']);
  });
});
