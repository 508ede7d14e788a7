import assert from 'node:assert/strict';
import { conditionValues } from './conditions';

const literal = (value: unknown): unknown => value;

describe('conditions', () => {
  for (const [what, condition, expected] of [
    ['equal texts', { 'Fn::Equals': ['a', 'a'] }, true],
    ['true and "true"', { 'Fn::Equals': [true, 'true'] }, true],
    ['different texts', { 'Fn::Equals': ['a', 'b'] }, false],
    ['not', { 'Fn::Not': [{ Condition: 'Never' }] }, true],
    ['and', { 'Fn::And': [{ Condition: 'Always' }, { Condition: 'Never' }] }, false],
    ['or', { 'Fn::Or': [{ Condition: 'Always' }, { Condition: 'Never' }] }, true],
  ] as const) {
    it(`${what}: ${expected}`, () => {
      const declared = {
        X: condition,
        Always: { 'Fn::Equals': ['1', '1'] },
        Never: { 'Fn::Equals': ['1', '2'] },
      };
      assert.equal(conditionValues(declared, literal)('X'), expected);
    });
  }

  for (const [what, declared, message] of [
    ['a name that is not there', {}, /Unresolved condition X/],
    ['a circle', { X: { Condition: 'Y' }, Y: { Condition: 'X' } }, /circular condition dependency/],
    ['anything else', { X: 'yes' }, /must be one of Condition, Fn::And/],
    ['one operand', { X: { 'Fn::Equals': ['a'] } }, /Fn::Equals object requires a list of two/],
  ] as const) {
    it(`refuse ${what}`, () => {
      assert.throws(() => conditionValues(declared, literal)('X'), { code: 'ValidationError', message });
    });
  }
});
