import assert from 'node:assert/strict';
import { substitute } from './substitute';

const configuration = {
  name: 'Jane',
  count: 8,
  on: true,
  none: null,
  share: 0.5,
  list: [1, 'two', null],
  nested: { a: { b: [1] } },
  quote: "it's",
  both: `"it's"`,
  nestedText: '${name}',
  _private: 'p',
};
const secrets = { target: { token: 's3cret', name: 'not Jane' }, other: { token: 'second' }, plain: 'text' };

const cases: readonly [what: string, value: unknown, result: unknown][] = [
  ['a name inside a text', 'hello ${name}', 'hello Jane'],
  ['a name without braces', 'hello $name!', 'hello Jane!'],
  ['the type of a value that is the whole text', '${count}', 8],
  ['a mapping for the whole text', '${nested}', { a: { b: [1] } }],
  ['a list for the whole text', '${list}', [1, 'two', null]],
  ['null for the whole text', '${none}', null],
  ['a text when there are no braces', '$count', '8'],
  ['a text when there is more around it', '${count} ', '8 '],
  ['True and None as Python writes them', '${on} ${none}', 'True None'],
  ['a list as Python writes it', 'x${list}', "x[1, 'two', None]"],
  ['a mapping as Python writes it', 'x${nested}', "x{'a': {'b': [1]}}"],
  ['a number with decimals', 'x${share}', 'x0.5'],
  ['two names in a row', '${name}${name}', 'JaneJane'],
  ['no name that is unknown', '${nobody} $nobody', '${nobody} $nobody'],
  ['no unknown name alone', '${nobody}', '${nobody}'],
  ['two dollars as one', '$$name costs $$5', '$name costs $5'],
  ['two dollars alone as one', '$$', '$'],
  ['two dollars before braces', '$${name}', '${name}'],
  ['no dollar that stands alone', '5 $ and $5', '5 $ and $5'],
  ['no braces without a name', '${} ${1a} ${a b}', '${} ${1a} ${a b}'],
  ['names by their case', '${Name} ${NAME}', '${Name} ${NAME}'],
  ['a name that begins with a line', '${_private}', 'p'],
  ['no name beyond its letters', '${name-x} $name-x', '${name-x} Jane-x'],
  ['a secret', 'Bearer ${token}', 'Bearer s3cret'],
  ['the configuration before a secret', '${name}', 'Jane'],
  ['no target of secrets itself', '${target} ${plain}', '${target} ${plain}'],
  ['inside of lists and mappings', { a: ['${count}', { b: '$name' }] }, { a: [8, { b: 'Jane' }] }],
  ['no name of a field', { '${name}': 1 }, { '${name}': 1 }],
  ['what a value holds only once', '${nestedText}', '${name}'],
  ['nothing in what is no text', [1, true, null], [1, true, null]],
  ['nothing in an empty text', '', ''],
  ['no property that every object has', '${constructor} ${__proto__}', '${constructor} ${__proto__}'],
];

describe('substitute', () => {
  for (const [what, value, result] of cases) {
    it(`replaces ${what}`, () => assert.deepEqual(substitute(value, configuration, secrets), result));
  }

  it('leaves what it is given as it was', () => {
    const value = { a: ['${count}'] };
    substitute(value, configuration, secrets);
    assert.deepEqual(value, { a: ['${count}'] });
  });
});
