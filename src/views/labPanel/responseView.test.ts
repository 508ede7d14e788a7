import assert from 'node:assert/strict';
import type { LoggedResponse } from '../../core/lab/responseLog';
import { plainText } from '../../core/lab/sentence';
import { responseView } from './responseView';

const response = (
  status: number,
  body: string,
  headers: [string, string][] = [],
  change: Partial<LoggedResponse> = {},
): LoggedResponse => ({
  id: 1,
  at: 0,
  endpointId: 'hello',
  status,
  durationMs: 1,
  injected: false,
  detail: { headers, body: Buffer.from(body), truncated: false },
  ...change,
});

const healthy = response(200, '{"hello":1}', [
  ['Date', 'Monday'],
  ['content-type', 'application/json'],
]);

describe('responseView', () => {
  it('compares status, headers and body with the last healthy answer, without what always differs', () => {
    const failed = response(502, '{"message":"Internal server error"}', [
      ['date', 'Tuesday'],
      ['Content-Type', 'application/json'],
      ['x-chaos-rule', '0'],
    ]);
    const { diff } = responseView(failed, healthy);
    const signs = { same: ' ', removed: '-', added: '+' };
    assert.deepEqual(
      diff?.map(({ kind, text }) => `${signs[kind]} ${text}`),
      [
        '- HTTP 200',
        '+ HTTP 502',
        '  content-type: application/json',
        '+ x-chaos-rule: 0',
        '  ',
        '  {',
        '-   "hello": 1',
        '+   "message": "Internal server error"',
        '  }',
      ],
    );
  });

  it('says where an answer came from', () => {
    const origin = (change: Partial<LoggedResponse>, status = 502) =>
      plainText(responseView(response(status, '', [], change), healthy).origin);
    assert.equal(origin({}), 'Real: no rule had a part in this answer.');
    assert.equal(origin({ injected: true }), 'Injected by a rule that is gone by now.');
    const delayed = response(200, '', [['X-Chaos-Delay', '100.4;rule=0, 84;rule=2']]);
    assert.equal(plainText(responseView(delayed, healthy).origin), 'Real, but a rule made it 184 ms late.');
    const cut = { injected: true, error: 'ECONNRESET', rule: { service: 'apigateway', reset: true } };
    assert.equal(
      origin(cut, 0),
      'Injected: the rule for apigateway in all regions cuts the connection instead of an answer.',
    );
    assert.equal(
      origin({ injected: true, rule: { service: 'lambda', region: 'us-east-1' } }),
      'Injected: the rule for lambda in us-east-1 answers 503 ServiceUnavailable.',
    );
    assert.equal(origin({ error: 'timeout' }, 0), 'Nothing answered: timeout.');
  });

  it('says why there is nothing to compare', () => {
    const { detail, ...bare } = response(200, '');
    assert.match(responseView(response(502, ''), undefined).note ?? '', /no healthy answer/);
    assert.match(responseView(bare, healthy).note ?? '', /not kept/);
    assert.equal(responseView({ ...bare, status: 0 }, healthy).diff?.at(-1)?.text, 'no answer');
    assert.ok(detail);
  });

  it('shows what is no text as such', () => {
    const binary = response(200, '\0\u0001');
    assert.deepEqual(responseView(binary, healthy).body, { text: '00 01', kind: 'binary' });
  });
});
