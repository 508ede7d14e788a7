import assert from 'node:assert/strict';
import { readFunctionUri } from './functionUri';

const uri = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${name}/invocations`;

describe("the function in an integration's URI", () => {
  it('is named by its ARN, whose region counts', () => {
    const functionName = 'arn:aws:lambda:eu-west-1:000000000000:function:hello:green';
    assert.deepEqual(readFunctionUri(uri(functionName)), { functionName, region: 'eu-west-1' });
  });

  it('is in the region of the URI when only its name stands there', () => {
    assert.deepEqual(readFunctionUri(uri('hello')), { functionName: 'hello', region: 'us-east-1' });
  });

  it('may be named by stage variables', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a stage variable
    const named = uri('arn:aws:lambda:us-west-2:0:function:${stageVariables.name}:${stageVariables.alias}');
    assert.deepEqual(readFunctionUri(named, { name: 'hello', alias: 'green' }), {
      functionName: 'arn:aws:lambda:us-west-2:0:function:hello:green',
      region: 'us-west-2',
    });
  });

  it('may be its ARN alone, as in an HTTP API', () => {
    const functionName = 'arn:aws:lambda:eu-west-1:000000000000:function:hello';
    assert.deepEqual(readFunctionUri(functionName), { functionName, region: 'eu-west-1' });
  });

  it('is none for another service, or no URI', () => {
    assert.equal(readFunctionUri('arn:aws:apigateway:us-east-1:sqs:path/0/queue'), undefined);
    assert.equal(readFunctionUri('arn:aws:states:us-east-1:0:stateMachine:x'), undefined);
    assert.equal(readFunctionUri('http://example.com'), undefined);
    assert.equal(readFunctionUri(undefined), undefined);
  });
});
