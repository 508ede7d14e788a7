import assert from 'node:assert/strict';
import type { ExtendedRule } from '../faults/rule';
import { type Evidence, explain } from './explain';
import type { Mark } from './mark';
import { plainText } from './sentence';
import { testEndpoint } from './testEndpoint';

const hello = testEndpoint('/v1/hello', 'hello');
const ours = { product: 'chaos-lab 0.1.0' };

const marks = (...statuses: number[]): Mark[] =>
  statuses.map((status, at) => ({ at, status, durationMs: 1, injected: status >= 500 }));

const said = (evidence: Partial<Evidence>, engine = ours) => {
  const explanation = explain({ endpoint: hello, marks: marks(200, 502, 502), ...evidence }, engine);
  return explanation && plainText(explanation.sentence);
};
const real = (...statuses: number[]) => marks(...statuses).map((mark) => ({ ...mark, injected: false }));

describe('explain', () => {
  it('names the chain from the rule over the Lambda to the answer', () => {
    const rule = { service: 'lambda', region: 'us-east-1' };
    assert.equal(
      said({ rule }),
      'GET /v1/hello in us-east-1 answers 502: API Gateway could not invoke the Lambda hello, because the rule lambda in us-east-1 answers 503 ServiceUnavailable to every Invoke.',
    );
    const explanation = explain({ endpoint: hello, marks: marks(200, 502, 502), rule }, ours);
    assert.equal(explanation?.since, 1);
  });

  it('names the rule that answers in place of API Gateway', () => {
    assert.equal(
      said({ rule: { region: 'us-east-1', error: { statusCode: 500, code: 'Oops' } }, marks: marks(500) }),
      'GET /v1/hello in us-east-1 answers 500: the rule for us-east-1 answers 500 Oops in place of API Gateway to every call.',
    );
  });

  it('says what a rule does that gives no error', () => {
    const none = marks(200, 0, 0).map((mark) => ({ ...mark, injected: mark.status === 0 }));
    const saidOf = (rule: ExtendedRule, seen = none) => said({ rule, marks: seen });
    assert.equal(
      saidOf({ service: 'apigateway', reset: true }),
      'GET /v1/hello in us-east-1 does not answer: the rule apigateway in all regions cuts the connection instead of an answer to every call.',
    );
    assert.match(
      saidOf({ service: 'apigateway', timeout: { ms: 5000 }, probability: 0.5 }) ?? '',
      /gives no answer for 5 s to call, with a probability of 50 %\.$/,
    );
    assert.match(
      saidOf({ service: 'lambda', latency: { min: 100, max: 300 }, error: {} }, marks(502)) ?? '',
      /answers 503 ServiceUnavailable after 100 to 300 ms to every Invoke\.$/,
    );
  });

  it('does the arithmetic where attempts mask a fault, and only there', () => {
    const rule = { service: 'lambda', operation: 'Invoke', probability: 0.5 };
    const localstack = { product: 'LocalStack 2026.4.0' };
    const some = marks(502, 200, 200);
    assert.match(
      said({ rule, marks: some }, localstack) ?? '',
      /answers 502 now and then: .* to Invoke, with a probability of 50 %\. It fires for 50 %, but each request makes up to 5 attempts: 0\.5⁵ leaves 3\.1 % of the requests failing\.$/,
    );
    assert.doesNotMatch(said({ rule, marks: some }) ?? '', /attempts/);
  });

  it('tells what is real from what is injected', () => {
    assert.equal(
      said({ marks: real(200, 502, 200) }),
      'GET /v1/hello in us-east-1 answers 502 now and then: a real failure, not injected. The Lambda hello failed, or gave no valid answer. Its log tells more.',
    );
    assert.match(said({ marks: real(504) }) ?? '', /took too long/);
    assert.match(said({ marks: real(500) }) ?? '', /answered so itself/);
    assert.match(said({ endpoint: testEndpoint('/test'), marks: real(500) }) ?? '', /No rule had a part/);
    const missing = { kind: 'lambda', functionName: 'x', region: 'r', missing: true } as const;
    assert.match(
      said({ endpoint: { ...hello, integration: missing }, marks: real(500) }) ?? '',
      /no Lambda x/,
    );
    assert.match(said({}) ?? '', /a rule that is gone by now/);
  });

  it('says why nothing answered', () => {
    assert.equal(
      said({ marks: marks(0), error: 'timeout' }),
      'GET /v1/hello in us-east-1 does not answer: it took longer than the time limit of a probe.',
    );
    assert.match(said({ marks: marks(0), error: 'ECONNREFUSED' }) ?? '', /failed with ECONNREFUSED/);
  });

  it('has nothing to say of an endpoint that does well, or well again', () => {
    assert.equal(said({ marks: marks(200) }), undefined);
    assert.equal(said({ marks: [] }), undefined);
    assert.equal(said({ marks: marks(502, 200, 200, 200, 200, 200) }), undefined);
  });

  it('gives endpoints that fail for the same reason the same cause', () => {
    const rule = { service: 'lambda', region: 'us-east-1' };
    const cause = (endpoint: Evidence['endpoint']) =>
      explain({ endpoint, marks: marks(502), rule }, ours)?.cause;
    assert.equal(cause(hello), cause(testEndpoint('/v1/health', 'health')));
    const own = (endpoint: Evidence['endpoint']) => explain({ endpoint, marks: real(500) }, ours)?.cause;
    assert.notEqual(own(hello), own(testEndpoint('/v1/health', 'health')));
  });
});
