import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { withEngine } from '../../src/cli/engine/withEngine';
import { requires } from '../support/requires';
import { savedState } from './savedState';
import { DOMAIN, request, type Sample, withSample } from './withSample';

const FunctionName = 'chaos-example-local-hello';

/** Functions without an API, so that osls needs nothing of Terraform. */
const FUNCTIONS_ONLY = `
service: chaos-example
provider: { name: aws, runtime: nodejs22.x, stage: local }
package: { individually: true, patterns: ['!**'] }
functions:
  hello: { handler: src/hello.handler, package: { patterns: ['src/**'] } }
`;

const sdkConfig = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

describe('osls alone', () => {
  before(async function () {
    await requires(this, 'npm');
  });

  /** In an engine in which nothing is to be left at the end. */
  const withOsls = (work: (sample: Sample, url: string) => Promise<void>) =>
    withEngine({}, async ({ url, dataDir }) => {
      await withSample(url, {}, (sample) => work(sample, url));
      await until(async () => (await savedState(dataDir)).length === 0);
    });

  it('deploys the whole application from the standalone file, again after a change, and removes it', () =>
    withOsls(async (sample, url) => {
      const standalone = ['--config', 'serverless.standalone.yml'];
      const deployed = await sample.osls('deploy', ...standalone);
      const [base] = /http:\/\/\S+\/_aws\/execute-api\/\w+\/local/.exec(deployed) ?? [];
      assert.ok(base, deployed);
      const path = base.slice(url.length);
      for (const name of ['/test', '/v1/health', '/v1/hello']) {
        assert.equal((await request(url, path + name)).status, 200, name);
        assert.equal((await request(url, name, { host: DOMAIN })).status, 200, `${DOMAIN}${name}`);
      }
      await sample.edit('src/hello.js', (code) => code.replace("'1'", "'2'"));
      await sample.osls('deploy', ...standalone);
      assert.deepEqual((await request(url, '/v1/hello', { host: DOMAIN })).body, {
        message: 'Hello from us-east-1',
        version: '2',
      });
      await sample.osls('remove', ...standalone);
    }));

  it('deploys an artifact of several parts directly, without change sets', () =>
    withOsls(async (sample, url) => {
      await sample.write(
        'serverless.yml',
        FUNCTIONS_ONLY.replace('name: aws', 'name: aws, deploymentMethod: direct'),
      );
      await sample.write('src/big.bin', randomBytes(12 * 1024 * 1024));
      await sample.osls('deploy');
      const { CodeSize = 0 } = await withLambda(url, (lambda) =>
        lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
      );
      assert.ok(CodeSize > 12 * 1024 * 1024, `the code has ${CodeSize} bytes`);
      assert.equal(await deployedVersion(url), '1');
      await sample.edit('src/hello.js', (code) => code.replace("'1'", "'2'"));
      await sample.osls('deploy');
      assert.equal(await deployedVersion(url), '2');
      await sample.osls('remove');
    }));

  it('says why an update failed; everything is as it was, and the next deploy works', () =>
    withOsls(async (sample, url) => {
      await sample.write('serverless.yml', FUNCTIONS_ONLY);
      await sample.osls('deploy');
      await sample.edit('src/hello.js', (code) => code.replace("'1'", "'2'"));
      await sample.write(
        'serverless.yml',
        `${FUNCTIONS_ONLY}  bad: { handler: src/hello.handler, runtime: python3.12, package: { patterns: ['src/**'] } }\n`,
      );
      const output = await sample.oslsFailing('deploy');
      assert.match(output, /CREATE_FAILED: BadLambdaFunction/);
      assert.match(output, /runs nodejs runtimes only .* cannot run python3\.12/);
      await until(async () => (await stackStatus(url)) === 'UPDATE_ROLLBACK_COMPLETE');
      assert.equal(await deployedVersion(url), '1');

      await sample.write('serverless.yml', FUNCTIONS_ONLY);
      await sample.osls('deploy');
      assert.equal(await deployedVersion(url), '2');
      await sample.osls('remove');
    }));

  it('is told which resource types there are when one is not', () =>
    withOsls(async (sample) => {
      const queue = 'resources: { Resources: { Queue: { Type: AWS::SQS::Queue } } }';
      await sample.write('serverless.yml', `${FUNCTIONS_ONLY}${queue}\n`);
      const output = await sample.oslsFailing('deploy');
      assert.match(output, /does not support AWS::SQS::Queue\. It supports AWS::ApiGateway::Deployment, /);
      await sample.osls('remove');
    }));
});

async function withLambda<T>(url: string, work: (client: LambdaClient) => Promise<T>): Promise<T> {
  const client = new LambdaClient(sdkConfig(url));
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}

/** What the function that runs now says of itself. */
async function deployedVersion(url: string): Promise<string> {
  const { Payload } = await withLambda(url, (lambda) => lambda.send(new InvokeCommand({ FunctionName })));
  return JSON.parse(JSON.parse(String(Payload?.transformToString())).body).version;
}

async function stackStatus(url: string): Promise<string | undefined> {
  const client = new CloudFormationClient(sdkConfig(url));
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'chaos-example-local' }));
  client.destroy();
  return Stacks?.[0]?.StackStatus;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) assert.fail('the condition was not met within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
