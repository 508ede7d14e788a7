import assert from 'node:assert/strict';
import { checksOf, checkTitle } from './checks';
import { endpointScores } from './resilience';
import {
  answered,
  deviatedJournal,
  fail,
  failedJournal,
  hello,
  journal,
  measured,
  neverStartedJournal,
  probe,
  steady,
  test,
} from './testJournal';

const outcomes = (...args: Parameters<typeof checksOf>) =>
  checksOf(...args).map((check) => [checkTitle(check), check.outcome, check.message]);

describe('checksOf', () => {
  it('has each probe at each time that it was due', () => {
    assert.deepEqual(outcomes(deviatedJournal), [
      ['Before: GET /test', 'passed', undefined],
      ['Before: GET /v1/hello', 'passed', undefined],
      ['After: GET /test', 'passed', undefined],
      ['After: GET /v1/hello', 'failed', 'It answered 502, expected 200.'],
    ]);
  });

  it('has what was asked for and what came of what failed', () => {
    const [, , , failed] = checksOf(deviatedJournal);
    assert.deepEqual([failed?.expected, failed?.actual], ['200', '502']);
  });

  it('has the same of what passed, and of what was expected of an endpoint', () => {
    const [first] = checksOf(journal());
    assert.deepEqual([first?.outcome, first?.expected, first?.actual], ['passed', '200', '200']);
    const found = checksOf(journal({ extensions: [measured] }))
      .filter(({ when }) => when === 'expected')
      .map(({ name, expected, actual }) => [name, expected, actual]);
    assert.deepEqual(found, [
      ['GET /v1/hello fails', 'at least one bad answer', '10 of 50 bad'],
      ['GET /test stays healthy', 'no bad answer', '1 of 50 bad'],
    ]);
  });

  it('skips what a gate that failed left out, and says why', () => {
    assert.deepEqual(outcomes(neverStartedJournal), [
      ['Before: GET /test', 'failed', 'It answered 503, expected 200.'],
      ['Before: GET /v1/hello', 'skipped', 'Not checked: the steady state was not met before.'],
      ['After: GET /test', 'skipped', 'Not checked: the steady state was not met before.'],
      ['After: GET /v1/hello', 'skipped', 'Not checked: the steady state was not met before.'],
    ]);
  });

  it('skips all that a dry run left out', () => {
    const dry = journal({ experiment: { ...journal().experiment, dry: 'activities' } });
    assert.deepEqual(
      new Set(checksOf(dry).map(({ outcome, message }) => `${outcome}: ${message}`)),
      new Set(['skipped: Not checked: the dry run left it out.']),
    );
    assert.deepEqual(endpointScores(dry), []);
  });

  it('tells what could not be done from what was not as it should be', () => {
    const [, , first] = checksOf(failedJournal);
    assert.deepEqual(
      [first?.outcome, first?.message, first?.detail],
      ['error', 'It could not be done: took too long.', 'Traceback\nActivityFailed: took too long'],
    );
  });

  it('makes one of many checks during the method, and says how often it failed', () => {
    const during = [200, 502, 502].map((status, index) =>
      steady(answered(test, 3 + index, 200, true), answered(hello, 3 + index, status, status === 200)),
    );
    const found = outcomes(journal({ steady_states: { ...journal().steady_states, during } }));
    assert.deepEqual(found.slice(2, 4), [
      ['During the method: GET /test', 'passed', undefined],
      ['During the method: GET /v1/hello', 'failed', 'It answered 502, expected 200. So 2 of 3 times.'],
    ]);
  });

  it('has the probes of the method that have a tolerance, with their place', () => {
    const again = probe('again', 'http://x', 200);
    const run = [answered(fail, 2, 200), answered(again, 3, 200, true), answered(again, 4, 500, false)];
    const found = checksOf(
      journal({ experiment: { ...journal().experiment, method: [fail, again, again] }, run }),
    );
    assert.deepEqual(
      found.filter(({ when }) => when === 'method').map(({ outcome, path }) => [outcome, path]),
      [
        ['passed', ['method', 1]],
        ['failed', ['method', 2]],
      ],
    );
  });
});
