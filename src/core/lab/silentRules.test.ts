import assert from 'node:assert/strict';
import type { RuleView } from '../faults/faultsState';
import { canonicalRule, type FaultRule } from '../faults/rule';
import { knownServices } from './knownServices';
import { plainText } from './sentence';
import { silentRules } from './silentRules';

const said = (rule: FaultRule, change: Partial<RuleView> = {}, now = 25_000) => {
  const view: RuleView = { rule, index: 0, owner: 'ours', hits: 0, matches: 0, ...change };
  const setAt = new Map([[canonicalRule(rule), 0]]);
  return silentRules([view], setAt, () => knownServices, now).map(({ sentence }) => plainText(sentence));
};

describe('silentRules', () => {
  it('finds the name that was meant', () => {
    assert.deepEqual(said({ service: 'dynamdb' }), [
      'No request has fitted dynamdb in all regions in 20 s. Did you mean dynamodb?',
    ]);
    assert.deepEqual(said({ service: 'lambda', operation: 'Invok', region: 'us-east-1' }), [
      'No request has fitted lambda Invok in us-east-1 in 20 s. Did you mean Invoke?',
    ]);
    assert.deepEqual(said({ operation: 'getobject' }), [
      'No request has fitted getobject of every service in all regions in 20 s. Did you mean GetObject?',
    ]);
  });

  it('has no guess for names that are right, or like none', () => {
    const hint = 'Nothing calls it, or a rule before it decides.';
    assert.deepEqual(said({ service: 's3' }, {}, 130_000), [
      `No request has fitted s3 in all regions in 2 min. ${hint}`,
    ]);
    assert.deepEqual(said({ service: 'mainframe' }), [
      `No request has fitted mainframe in all regions in 20 s. ${hint}`,
    ]);
  });

  it('says nothing at first, of a rule that is fitted, or where the engine does not count', () => {
    assert.deepEqual(said({ service: 's3' }, {}, 9000), []);
    assert.deepEqual(said({ service: 's3' }, { matches: 1 }), []);
    const uncounted: RuleView = { rule: { service: 's3' }, index: 0, owner: 'ours' };
    assert.deepEqual(
      silentRules([uncounted], new Map(), () => knownServices, 99_000),
      [],
    );
  });
});
