import assert from 'node:assert/strict';
import { withLambda } from '../withLambda';

const SHOW_ENVIRONMENT = 'exports.handler = async () => process.env';

describe("a handler's environment", () => {
  const canary = 'CHAOS_LAB_CANARY';
  before(() => {
    process.env[canary] = 'secret';
    process.env.ELECTRON_RUN_AS_NODE = '1';
  });
  after(() => {
    delete process.env[canary];
    delete process.env.ELECTRON_RUN_AS_NODE;
  });

  it("holds the function's variables and what Lambda sets, and nothing of the engine's", () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy(SHOW_ENVIRONMENT, {
        Environment: { Variables: { STAGE: 'local', TZ: 'Europe/Rome' } },
        MemorySize: 256,
      });
      const env = JSON.parse((await invoke()).payload);
      const { LAMBDA_TASK_ROOT, AWS_LAMBDA_LOG_STREAM_NAME, _X_AMZN_TRACE_ID, PATH, ...fixed } = env;
      assert.deepEqual(fixed, {
        AWS_ACCESS_KEY_ID: 'test',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
        AWS_LAMBDA_FUNCTION_NAME: 'hello',
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
        AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/hello',
        AWS_REGION: 'us-east-1',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_SESSION_TOKEN: 'test',
        LANG: 'en_US.UTF-8',
        STAGE: 'local',
        TZ: 'Europe/Rome',
        _HANDLER: 'index.handler',
      });
      assert.match(AWS_LAMBDA_LOG_STREAM_NAME, /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
      assert.match(_X_AMZN_TRACE_ID, /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
      assert.ok(LAMBDA_TASK_ROOT && PATH);
    }));

  it('shows no way to the engine', () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy(
        'exports.handler = async () => [typeof process.send, process.argv.length, process.cwd() === process.env.LAMBDA_TASK_ROOT]',
      );
      assert.deepEqual(JSON.parse((await invoke()).payload), ['undefined', 2, true]);
    }));

  it('limits the heap to the memory of the function', () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy(
        'exports.handler = async () => require("node:v8").getHeapStatistics().heap_size_limit / 2 ** 20',
        {
          MemorySize: 512,
        },
      );
      const limitMb = JSON.parse((await invoke()).payload);
      assert.ok(limitMb > 400 && limitMb < 512, `${limitMb} MB`);
    }));
});

describe("a handler's context", () => {
  it('tells about the function and the invocation', () =>
    withLambda(async ({ deploy, call, log }) => {
      await deploy('exports.handler = async (event, context) => ({ ...context, keys: undefined })', {
        MemorySize: 256,
      });
      const clientContext = { custom: { a: 'b' } };
      const { body } = await call('Invoke', {
        FunctionName: 'hello',
        Qualifier: '$LATEST',
        ClientContext: Buffer.from(JSON.stringify(clientContext)).toString('base64'),
      });
      const { awsRequestId, logStreamName, ...rest } = JSON.parse(String(body));
      assert.deepEqual(rest, {
        callbackWaitsForEmptyEventLoop: true,
        functionName: 'hello',
        functionVersion: '$LATEST',
        invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:hello:$LATEST',
        memoryLimitInMB: '256',
        logGroupName: '/aws/lambda/hello',
        clientContext,
      });
      assert.match(logStreamName, /\[\$LATEST\]/);
      assert.equal(log[0], `START RequestId: ${awsRequestId} Version: $LATEST\n`);
    }));
});

describe('the log of an invocation', () => {
  it('has START, the lines in the order they were written, END and REPORT', () =>
    withLambda(async ({ deploy, invoke, log }) => {
      await deploy(`exports.handler = async () => {
        console.log('one', { a: 1 }); process.stdout.write('two\\nthree'); console.error('four\\nfive'); console.debug('six') }`);
      const { logTail } = await invoke();
      const id = /^START RequestId: (\S+)/.exec(log[0] ?? '')?.[1] ?? '';
      const shown = log.map((line) =>
        line
          .replaceAll(id, 'ID')
          .replace(/^\S+Z\t/, 'TIME\t')
          .replace(/[\d.]+ (ms|MB)/g, 'N $1'),
      );
      assert.deepEqual(shown, [
        'START RequestId: ID Version: $LATEST\n',
        'TIME\tID\tINFO\tone { a: 1 }\n',
        'two\n',
        'three',
        'TIME\tID\tERROR\tfour\nfive\n',
        'TIME\tID\tDEBUG\tsix\n',
        'END RequestId: ID\n',
        'REPORT RequestId: ID\tDuration: N ms\tBilled Duration: N ms\tMemory Size: N MB\tMax Memory Used: N MB\tInit Duration: N ms\t\n',
      ]);
      assert.equal(logTail, log.join(''));
    }));

  it('is cut to its last 4 KiB for the caller', () =>
    withLambda(async ({ deploy, invoke, log }) => {
      await deploy('exports.handler = async () => { for (let i = 0; i < 2000; i++) console.log("line", i) }');
      const { logTail } = await invoke();
      assert.equal(logTail.length, 4096);
      assert.ok(log.join('').endsWith(logTail));
    }));

  it('has what a crashing process wrote by itself', () =>
    withLambda(async ({ deploy, invoke, log }) => {
      await deploy(
        'exports.handler = async () => { require("node:fs").writeSync(2, "last words\\n"); process.abort() }',
      );
      const { payload } = await invoke();
      assert.match(JSON.parse(payload).errorMessage, /signal: aborted$/);
      assert.ok(log.includes('last words\n'));
    }));
});
