import assert from 'node:assert/strict';
import type { SentResponse } from '../../core/endpoints/sendRequest';
import { firedRule, responseText } from './responseText';

const request = { method: 'GET', url: 'http://127.0.0.1:4566/v1/hello', host: 'chaos-example.demo.com' };

const response: SentResponse = {
  status: 502,
  statusText: 'Bad Gateway',
  headers: [
    ['content-type', 'application/json'],
    ['X-Chaos-Rule', '3'],
  ],
  body: '{"message":"Internal server error"}',
  encoding: 'utf8',
  truncated: false,
  durationMs: 3,
  injected: true,
};

describe('responseText', () => {
  it('tells what came, which rule made it, and shows the body to be read', () => {
    const rule = { region: 'us-east-1', service: 'lambda' };
    assert.equal(
      responseText({ request, response, rule }),
      [
        'HTTP 502 Bad Gateway in 3 ms',
        'Injected: the rule for lambda in us-east-1 answers 503 ServiceUnavailable.',
        '',
        'GET http://127.0.0.1:4566/v1/hello',
        'Host: chaos-example.demo.com',
        '',
        'content-type: application/json',
        'X-Chaos-Rule: 3',
        '',
        '{',
        '  "message": "Internal server error"',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('tells a real answer from an injected one whose rule has gone', () => {
    const second = (of: SentResponse) => responseText({ request, response: of }).split('\n')[1];
    assert.equal(second(response), 'Injected by a rule that is gone by now.');
    assert.equal(second({ ...response, injected: false }), 'Real: no fault of the engine made this answer.');
  });

  it('shows any body: none, text, what is not text, and only the beginning of a long one', () => {
    const shown = (more: Partial<SentResponse>) =>
      responseText({ request, response: { ...response, ...more } })
        .split('\n\n')
        .at(-1);
    assert.equal(shown({ body: '' }), '(no body)\n');
    assert.equal(shown({ body: 'Hello' }), 'Hello\n');
    assert.equal(shown({ body: 'AAEC', encoding: 'base64' }), '(not text; in base64)\nAAEC\n');
    assert.equal(shown({ body: 'Hel', truncated: true }), 'Hel\n… (longer than is shown)\n');
  });
});

describe('firedRule', () => {
  it('reads the index from the header, whatever its case, and nothing else', () => {
    assert.equal(firedRule(response), 3);
    assert.equal(firedRule({ ...response, headers: [['x-chaos-rule', 'lambda']] }), undefined);
    assert.equal(firedRule({ ...response, headers: [] }), undefined);
  });
});
