import assert from 'node:assert/strict';
import type { Journal } from '../run/journal';
import {
  answered,
  deviatedJournal,
  failedJournal,
  journal,
  neverStartedJournal,
  steady,
  test,
} from './testJournal';
import { verdictOf } from './verdict';

describe('verdictOf', () => {
  it('calls good only what was tested and withstood', () => {
    const cases: readonly [Journal, string, boolean][] = [
      [journal(), 'passed', true],
      [deviatedJournal, 'deviated', false],
      [neverStartedJournal, 'never-started', false],
      [failedJournal, 'failed', false],
      [journal({ status: 'interrupted' }), 'interrupted', false],
      [journal({ status: 'aborted', deviated: true }), 'aborted', false],
    ];
    assert.deepEqual(
      cases.map(([each]) => [verdictOf(each).outcome, verdictOf(each).isGood]),
      cases.map(([, outcome, isGood]) => [outcome, isGood]),
    );
  });

  it('says loudly that nothing was tested, though Chaos Toolkit calls it completed', () => {
    assert.equal(neverStartedJournal.status, 'completed');
    assert.match(
      verdictOf(neverStartedJournal).sentence,
      /^Nothing was tested: the steady state was not met/,
    );
  });

  it('calls deviated what was not met while the method ran, whatever came after', () => {
    const during = [steady(answered(test, 3, 503, false))];
    const found = verdictOf(journal({ steady_states: { ...journal().steady_states, during } }));
    assert.equal(found.outcome, 'deviated');
  });

  it('does not praise a dry run, nor one without a steady state', () => {
    const dry = journal();
    assert.match(
      verdictOf({ ...dry, experiment: { ...dry.experiment, dry: 'actions' } }).sentence,
      /^A dry run \(actions\)/,
    );
    const none = { before: null, during: [], after: null };
    assert.match(verdictOf(journal({ steady_states: none })).sentence, /no steady state to check/);
  });
});
