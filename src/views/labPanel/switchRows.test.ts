import assert from 'node:assert/strict';
import type { FaultsState, RuleView } from '../../core/faults/faultsState';
import { switchRows } from './switchRows';

const lambda: RuleView = {
  rule: { region: 'us-east-1', service: 'lambda', probability: 0.5 },
  index: 0,
  owner: 'ours',
  endsAt: 99,
  hits: 1,
  matches: 2,
};

const rows = (rules: readonly RuleView[], pending: ReadonlyMap<string, boolean> = new Map()) => {
  const faults: FaultsState = { available: true, rules, latencyMs: 0 };
  const verdict = () => ({ state: 'waiting', spared: [], surprised: [] }) as const;
  return switchRows({ faults, regions: ['us-east-1'], pending, verdict, masked: () => ['maybe'] });
};

const outline = (rules: readonly RuleView[], pending?: ReadonlyMap<string, boolean>) =>
  rows(rules, pending)
    .filter(({ scope }) => scope.region === 'us-east-1')
    .map(({ level, label, on, busy, coveredBy }) =>
      ['  '.repeat(level) + label, on ? 'on' : '', busy ? 'busy' : '', coveredBy ? `under ${coveredBy}` : '']
        .filter(Boolean)
        .join(' '),
    );

describe('switchRows', () => {
  it('shows what the engine holds: what is on, and what that covers', () => {
    assert.deepEqual(outline([lambda]), [
      'us-east-1',
      '  apigateway',
      '    InvokeRestApi',
      '    GetRestApis',
      '    GetResources',
      '  lambda on',
      '    Invoke under lambda',
      '    GetFunction under lambda',
      '    ListFunctions under lambda',
    ]);
    const row = rows([lambda]).find(({ on }) => on);
    assert.deepEqual(row?.rule, {
      statusCode: 503,
      code: 'ServiceUnavailable',
      probability: 0.5,
      endsAt: 99,
      hits: 1,
      matches: 2,
      verdict: { state: 'waiting', spared: [], surprised: [] },
      masked: ['maybe'],
    });
  });

  it('never shows a wish: a switch that was clicked is busy until the engine answers', () => {
    assert.deepEqual(outline([], new Map([['us-east-1/*/*', true]]))[0], 'us-east-1 busy');
    assert.deepEqual(outline([lambda], new Map([['us-east-1/lambda/*', false]]))[5], '  lambda on busy');
  });

  it('adds what rules of ours name, and ends with all regions', () => {
    const far: RuleView = { rule: { region: 'eu-west-1', service: 'dynamodb' }, index: 0, owner: 'ours' };
    const labels = rows([far]).filter(({ level }) => level === 0);
    assert.deepEqual(
      labels.map(({ label }) => label),
      ['us-east-1', 'eu-west-1', 'All regions'],
    );
    assert.equal(rows([far]).find(({ label }) => label === 'dynamodb')?.on, true);
  });
});
