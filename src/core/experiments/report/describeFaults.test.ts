import assert from 'node:assert/strict';
import type { FullActivity } from '../format/experiment';
import { describeFaults } from './describeFaults';
import { faultAction, test } from './testJournal';

const effects = (latency: unknown): FullActivity => ({
  type: 'action',
  name: 'slow',
  provider: {
    type: 'http',
    method: 'POST',
    url: 'http://x/_localstack/chaos/effects',
    arguments: { latency },
  },
});

describe('describeFaults', () => {
  it('says what an activity does to the faults', () => {
    const s3 = { service: 's3', probability: 0.5, error: { statusCode: 429, code: 'Slow' } };
    const cases: readonly [FullActivity, string[]][] = [
      [
        faultAction('x', 'PATCH', [s3, {}]),
        ['sets s3 in all regions: 429 Slow, probability 0.5', 'sets everything: 503 ServiceUnavailable'],
      ],
      [
        faultAction('x', 'DELETE', [{ region: `\${region}` }]),
        [`takes back all of \${region}: 503 ServiceUnavailable`],
      ],
      [faultAction('x', 'POST', []), ['takes back every fault']],
      [effects(300), ['answers 300 ms later']],
      [effects(0), ['takes back the latency']],
      [test, []],
      [faultAction('x', 'PATCH', 'nonsense'), []],
    ];
    for (const [activity, said] of cases) assert.deepEqual(describeFaults({ activity }), said);
  });
});
