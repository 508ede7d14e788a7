import assert from 'node:assert/strict';
import { parameterValues } from './parameters';
import { parseTemplate } from './parseTemplate';

const template = (Parameters: unknown) =>
  parseTemplate(JSON.stringify({ Parameters, Resources: { A: { Type: 'T' } } }));

describe('parameters', () => {
  it('have the given value, else the default', () => {
    const declared = template({ A: { Type: 'String', Default: 'a' }, B: { Type: 'Number', Default: 1 } });
    assert.deepEqual(parameterValues(declared, [{ ParameterKey: 'A', ParameterValue: 'x' }], {}), {
      A: 'x',
      B: '1',
    });
  });

  it('keep the value of before when asked to', () => {
    const declared = template({ A: { Type: 'String', Default: 'a' } });
    const given = [{ ParameterKey: 'A', UsePreviousValue: 'true' }];
    assert.deepEqual(parameterValues(declared, given, { A: 'before' }), { A: 'before' });
  });

  for (const [what, declaration, given, message] of [
    ['has no value', { Type: 'String' }, [], 'Parameters: [P] must have values'],
    [
      'is not declared',
      { Type: 'String', Default: '' },
      [{ ParameterKey: 'Q', ParameterValue: '' }],
      'Parameters: [Q] do not exist in the template',
    ],
    [
      'is not allowed',
      { Type: 'String', AllowedValues: ['a'] },
      [{ ParameterKey: 'P', ParameterValue: 'b' }],
      "Parameter 'P' must be one of AllowedValues",
    ],
    [
      'does not match',
      { Type: 'String', AllowedPattern: '[a-z]+' },
      [{ ParameterKey: 'P', ParameterValue: 'a1' }],
      "Parameter 'P' must match pattern [a-z]+",
    ],
    [
      'is no number',
      { Type: 'Number' },
      [{ ParameterKey: 'P', ParameterValue: 'many' }],
      "Parameter 'P' must be a number.",
    ],
    [
      'comes from SSM',
      { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a' },
      [],
      'Parameter P: the embedded emulator has no SSM; use the type String.',
    ],
  ] as const) {
    it(`are refused when one ${what}`, () => {
      assert.throws(() => parameterValues(template({ P: declaration }), given, {}), {
        code: 'ValidationError',
        message,
      });
    });
  }
});
