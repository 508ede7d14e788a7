// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${…} is Fn::Sub's own notation.
import assert from 'node:assert/strict';
import { evaluate } from './evaluate';
import { pseudoParameters } from './pseudoParameters';
import type { Scope } from './scope';

const place = { region: 'eu-west-1', accountId: '000000000000', stackName: 's', stackId: 'id' };

const scope: Scope = {
  region: place.region,
  mappings: { Sizes: { prod: { memory: 512 } } },
  values: new Map<string, unknown>([
    ...Object.entries(pseudoParameters(place)),
    ['Stage', 'prod'],
    ['Zones', ['x', 'y']],
  ]),
  condition: (name) => name === 'Yes',
  resource: (id) =>
    id === 'Fn'
      ? { type: 'AWS::Lambda::Function', physicalId: 'fn-1', attributes: { Arn: 'arn:fn', 'A.B': 'deep' } }
      : undefined,
  exported: (name) => `exported ${name}`,
};

describe('functions of a template', () => {
  for (const [what, value, expected] of [
    ['Ref of a resource is its physical id', { Ref: 'Fn' }, 'fn-1'],
    ['Ref of a parameter is its value', { Ref: 'Zones' }, ['x', 'y']],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Fn', 'Arn'] }, 'arn:fn'],
    ['GetAtt with dots in the attribute', { 'Fn::GetAtt': 'Fn.A.B' }, 'deep'],
    ['Join of a split', { 'Fn::Join': ['+', { 'Fn::Split': ['-', 'a-b-c'] }] }, 'a+b+c'],
    ['Select', { 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'y'],
    [
      'Sub',
      { 'Fn::Sub': '${Stage}:${Fn}:${Fn.Arn}:${AWS::AccountId}:${!Literal}' },
      'prod:fn-1:arn:fn:000000000000:${Literal}',
    ],
    ['Sub with its own variables', { 'Fn::Sub': ['${Own}-${Stage}', { Own: { Ref: 'Fn' } }] }, 'fn-1-prod'],
    ['If that holds', { 'Fn::If': ['Yes', 'a', { Ref: 'Nowhere' }] }, 'a'],
    ['If that does not', { 'Fn::If': ['No', { Ref: 'Nowhere' }, 'b'] }, 'b'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 512],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Stage}-url' } }, 'exported prod-url'],
    ['Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    ['GetAZs of the own region', { 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    ['NoValue takes a property away', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
    ['NoValue takes an entry away', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
    ['an object with more keys is no function', { Ref: 'Fn', other: 1 }, { Ref: 'Fn', other: 1 }],
  ] as const) {
    it(what, () => {
      assert.deepEqual(evaluate(value, scope), expected);
    });
  }

  for (const [what, value, message] of [
    ['an unknown resource', { Ref: 'Nowhere' }, /Unresolved resource dependencies \[Nowhere\]/],
    ['an unknown attribute', { 'Fn::GetAtt': ['Fn', 'Name'] }, /attribute Name .* AWS::Lambda::Function/],
    ['an attribute every object has', { 'Fn::GetAtt': ['Fn', 'constructor'] }, /attribute constructor/],
    ['an index out of range', { 'Fn::Select': [2, ['a', 'b']] }, /nonexistent value at index 2/],
    ['a missing mapping', { 'Fn::FindInMap': ['Sizes', 'dev', 'memory'] }, /Sizes::dev::memory/],
    ['a function that is not there', { 'Fn::Cidr': [] }, /Fn::Cidr is not supported .* Fn::Join/],
    ['wrong arguments', { 'Fn::Join': 'a' }, /every Fn::Join object requires a list/],
  ] as const) {
    it(`refuse ${what}`, () => {
      assert.throws(() => evaluate(value, scope), { code: 'ValidationError', message });
    });
  }
});
