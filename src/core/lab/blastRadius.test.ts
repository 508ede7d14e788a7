import assert from 'node:assert/strict';
import { blastRadius, impactOf, judge } from './blastRadius';
import { testEndpoint } from './testEndpoint';

const test = testEndpoint('/test');
const hello = testEndpoint('/v1/hello', 'hello');
const west = testEndpoint('/v1/hello', 'hello', { region: 'us-west-2' });

describe('impactOf', () => {
  it('is what docs/data-plane.md says of each rule', () => {
    const table = [
      { service: 'apigateway', region: 'us-east-1' },
      { service: 'lambda', region: 'us-east-1' },
      { service: 'lambda', operation: 'Invoke' },
      { service: 'lambda', operation: 'GetFunction' },
      { service: 'apigateway', operation: 'GetRestApis' },
      { operation: 'InvokeRestApi' },
      { region: 'us-east-1' },
      {},
    ].map((scope) => [test, hello, west].map((endpoint) => impactOf(scope, endpoint) ?? '-'));
    assert.deepEqual(table, [
      ['gateway', 'gateway', '-'],
      ['-', 'function', '-'],
      ['-', 'function', 'function'],
      ['-', '-', '-'],
      ['-', '-', '-'],
      ['gateway', 'gateway', 'gateway'],
      ['gateway', 'gateway', '-'],
      ['gateway', 'gateway', 'gateway'],
    ]);
    assert.deepEqual(blastRadius({ service: 'lambda' }, [test, hello, west]), [hello, west]);
  });
});

describe('judge', () => {
  const scope = { service: 'lambda', region: 'us-east-1' };

  it('waits until what is to be hit has answered, then finds the prediction met', () => {
    const at = (answers: number, hit: number) =>
      judge(scope, 1, [
        { endpoint: test, answers: 3, hit: 0 },
        { endpoint: hello, answers, hit },
      ]).state;
    assert.deepEqual([at(0, 0), at(1, 1), at(4, 3)], ['waiting', 'as-predicted', 'as-predicted']);
  });

  it('names what was spared, and what was hit by surprise', () => {
    const verdict = judge(scope, 1, [
      { endpoint: test, answers: 3, hit: 2 },
      { endpoint: hello, answers: 3, hit: 0 },
    ]);
    assert.deepEqual(verdict, { state: 'different', spared: [hello.id], surprised: [test.id] });
  });

  it('gives a rule of a low probability the time it needs', () => {
    const at = (answers: number) => judge(scope, 0.5, [{ endpoint: hello, answers, hit: 0 }]).state;
    assert.deepEqual([at(1), at(6), at(7)], ['waiting', 'waiting', 'different']);
  });

  it('expects nothing of endpoints that are not probed', () => {
    const post = testEndpoint('/order', 'order', { probeable: false });
    assert.equal(judge(scope, 1, [{ endpoint: post, answers: 0, hit: 0 }]).state, 'as-predicted');
  });
});
