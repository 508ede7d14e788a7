import assert from 'node:assert/strict';
import { toleranceText } from './toleranceText';

describe('toleranceText', () => {
  it('says what is asked for', () => {
    const cases: readonly [unknown, string][] = [
      [200, '200'],
      [true, 'true'],
      ['up', '"up"'],
      [[200, 299], '200 to 299'],
      [[200, 201, 204], 'one of 200, 201, 204'],
      [['a', 'b'], 'one of "a", "b"'],
      [{ type: 'regex', pattern: '^ok', target: 'body' }, 'something like /^ok/ in body'],
      [{ type: 'jsonpath', path: '$.ok', expect: true }, '$.ok to be true'],
      [{ type: 'jsonpath', path: '$.a[*]', count: 2, target: 'stdout' }, '2 of $.a[*] in stdout'],
      [{ type: 'jsonpath', path: '$.ok' }, 'something at $.ok'],
      [{ type: 'range', range: [1, 5], target: 'stdout' }, '1 to 5 in stdout'],
      [{ type: 'probe', name: 'judge' }, 'what the probe "judge" accepts'],
      [{ type: 'other' }, '{"type":"other"}'],
      ['x'.repeat(200), `"${'x'.repeat(79)}…`],
      [null, 'null'],
    ];
    assert.deepEqual(
      cases.map(([tolerance]) => toleranceText(tolerance)),
      cases.map(([, text]) => text),
    );
  });
});
