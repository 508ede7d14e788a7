import assert from 'node:assert/strict';
import { HitLog } from './hitLog';
import type { FaultRule } from './rule';

const setUp = (...rules: FaultRule[]) => {
  const log = new HitLog();
  let told = 0;
  log.onDidCount(() => told++);
  log.watch(rules);
  const line = (call: string) =>
    log.read({
      text: `2026-04-02T10:39:21.165  INFO --- [et.reactor-0] localstack.request.aws     : ${call}`,
    });
  return { log, line, told: () => told, hits: () => rules.map((rule) => log.hitsOf(rule)) };
};

describe('HitLog', () => {
  it('counts the calls that a rule made fail, and tells so', () => {
    const { line, hits, told } = setUp({ service: 'lambda', operation: 'Invoke' });
    line('AWS lambda.Invoke => 503 (ServiceUnavailable)');
    line('AWS lambda.Invoke => 503 (ServiceUnavailable)');
    line('AWS lambda.Invoke => 200');
    line('AWS lambda.GetFunction => 503 (ServiceUnavailable)');
    assert.deepEqual([hits(), told()], [[2], 2]);
  });

  it('gives a hit to the first rule in order that could have made the answer', () => {
    const { line, hits } = setUp(
      { service: 'lambda', probability: 0 },
      { service: 'lambda', error: { statusCode: 429, code: 'TooManyRequestsException' } },
      { service: 'lambda', region: 'us-east-1' },
      { service: 'lambda', region: 'us-west-2' },
      {},
    );
    line('AWS lambda.Invoke => 503 (ServiceUnavailable)');
    line('AWS lambda.Invoke => 429 (TooManyRequestsException)');
    line('AWS lambda.Invoke => 503 (ServiceException)');
    line('AWS dynamodb.PutItem => 503 (ServiceUnavailable)');
    line('AWS lambda.Invoke => 503');
    assert.deepEqual(hits(), [0, 1, 2, 0, 1]);
  });

  it('reads services and operations of all spellings, and nothing else', () => {
    const { log, line, hits } = setUp({});
    line('GET /_aws/execute-api/a1/local/v1/hello => 503');
    line('Ready.');
    assert.equal(log.tells, false);
    line('AWS cognito-idp.AdminGetUser => 503 (ServiceUnavailable)');
    line('AWS s3.ListObjectsV2 => 503 (ServiceUnavailable); HTTP/1.1');
    assert.deepEqual([log.tells, hits()], [true, [2]]);
  });

  it('begins at 0 again when a rule was taken back and set anew, and keeps the count of one that stays', () => {
    const [first, second]: FaultRule[] = [{ service: 's3' }, { service: 'sts' }];
    const { log, line, hits } = setUp(first as FaultRule, second as FaultRule);
    line('AWS s3.ListBuckets => 503 (ServiceUnavailable)');
    line('AWS sts.GetCallerIdentity => 503 (ServiceUnavailable)');
    log.watch([second as FaultRule]);
    log.watch([{ service: 's3' }, { service: 'sts' }]);
    assert.deepEqual(hits(), [0, 1]);
  });
});
