import assert from 'node:assert/strict';
import { describeIntegration, readIntegration } from './integration';

const lambda = (target: string) => ({
  type: 'AWS_PROXY',
  uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${target}/invocations`,
});

describe('readIntegration', () => {
  it('finds the function behind a method, in whatever way it is named', () => {
    const arn = 'arn:aws:lambda:us-west-2:000000000000:function:';
    assert.deepEqual(
      [
        `${arn}hello`,
        `${arn}hello:live`,
        `${arn}hello:$LATEST`,
        'hello',
        `${arn}\${stageVariables.name}`,
        `${arn}hello-\${stageVariables.a:b}:x`,
      ].map((target) => readIntegration(lambda(target))),
      [
        { kind: 'lambda', functionName: 'hello', region: 'us-west-2' },
        { kind: 'lambda', functionName: 'hello', region: 'us-west-2' },
        { kind: 'lambda', functionName: 'hello', region: 'us-west-2' },
        { kind: 'lambda', functionName: 'hello', region: 'us-east-1' },
        { kind: 'lambda', functionName: `\${stageVariables.name}`, region: 'us-west-2' },
        { kind: 'lambda', functionName: `hello-\${stageVariables.a:b}`, region: 'us-west-2' },
      ],
    );
  });

  it('tells mocks, HTTP and other services apart, and what has nothing behind it', () => {
    const s3 = { type: 'AWS', uri: 'arn:aws:apigateway:us-east-1:s3:path/bucket/key' };
    const sources = [{ type: 'MOCK' }, { type: 'HTTP_PROXY', uri: 'http://x/y' }, s3, {}, undefined];
    assert.deepEqual(sources.map(readIntegration).map(describeIntegration), [
      'Mock',
      'http://x/y',
      'AWS',
      'none',
      'none',
    ]);
    assert.equal(describeIntegration(readIntegration(lambda('hello'))), 'λ hello');
  });
});
