import assert from 'node:assert/strict';
import { scopeKey } from '../faults/faultTarget';
import type { SwitchRow } from './protocol';
import { switchList } from './switchList';

const row = (scope: SwitchRow['scope'], level: number, change: Partial<SwitchRow> = {}): SwitchRow => ({
  key: scopeKey(scope),
  scope,
  level,
  label: scope.operation ?? scope.service ?? scope.region ?? 'All regions',
  on: false,
  busy: false,
  ...change,
});

const region = 'us-east-1';
const rows = [
  row({ region }, 0),
  row({ region, service: 'lambda' }, 1),
  row({ region, service: 'lambda', operation: 'Invoke' }, 2),
];

const outline = (given: readonly SwitchRow[], open: readonly string[] = []) =>
  switchList(given, open).map((item) =>
    item.kind === 'group'
      ? `  ${item.open ? 'v' : '>'} others of ${item.region}`
      : `${'  '.repeat(item.row.level)}${item.row.label}${item.row.on ? ' on' : ''}`,
  );

describe('switchList', () => {
  it('offers what stands before the functions first, and other services folded below', () => {
    assert.deepEqual(outline([...rows, row({}, 0)]), [
      'us-east-1',
      '  lambda',
      '  > others of us-east-1',
      'All regions',
      '  > others of All regions',
    ]);
    assert.deepEqual(outline(rows, ['us-east-1/lambda/*']).slice(2), [
      '    Invoke',
      '  > others of us-east-1',
    ]);
  });

  it('unfolds the others, and the operations of each', () => {
    const unfolded = outline(rows, ['us-east-1/*/* others', 'us-east-1/sqs/*']);
    assert.deepEqual(unfolded.slice(2), [
      '  v others of us-east-1',
      '    dynamodb',
      '    s3',
      '    sqs',
      '      DeleteMessage',
      '      GetQueueUrl',
      '      ReceiveMessage',
      '      SendMessage',
      '      SendMessageBatch',
      '    sns',
      '    kinesis',
      '    secretsmanager',
      '    stepfunctions',
      '    events (EventBridge)',
    ]);
  });

  it('never hides a switch that is on, and keeps it where it was', () => {
    const on = [
      ...rows,
      row({ region, service: 'dynamodb' }, 1),
      row({ region, service: 'dynamodb', operation: 'Scan' }, 2, { on: true }),
      row({ region, service: 'dynamodb', operation: 'NewOne' }, 2, { on: true }),
      row({ region, service: 'kms' }, 1, { on: true }),
    ];
    const shown = outline(on);
    assert.deepEqual(shown.slice(1, 5), ['  lambda', '  kms on', '  v others of us-east-1', '    dynamodb']);
    assert.ok(shown.includes('      Scan on') && shown.includes('      NewOne on'));
    assert.equal(shown.filter((line) => line.trim() === 'dynamodb').length, 1);
  });

  it('keeps the rule of a switch with it', () => {
    const rule = { statusCode: 400, code: 'X', probability: 1 };
    const item = switchList([...rows, row({ region, service: 's3' }, 1, { on: true, rule })], []).find(
      ({ key }) => key === 'us-east-1/s3/*',
    );
    assert.deepEqual(item?.kind === 'switch' && [item.row.rule, item.row.level, item.row.on], [
      rule,
      2,
      true,
    ]);
  });
});
