import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { APIGatewayClient, CreateRestApiCommand, GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { strToU8, zipSync } from 'fflate';
import { type EngineInTest, withEngine } from '../../cli/engine/withEngine';
import { sdkSettings } from './shop.fixture';

const test = (title: string, work: (gateway: EngineInTest, upstream: EngineInTest) => Promise<void>) =>
  it(title, () =>
    withEngine({}, (upstream) => withEngine({ upstream: upstream.url }, (engine) => work(engine, upstream))),
  );

const setRules = async (url: string, rules: readonly object[]): Promise<void> => {
  const sent = await fetch(`${url}/_localstack/chaos/faults`, {
    method: 'POST',
    body: JSON.stringify(rules),
  });
  assert.equal(sent.status, 200);
};

/** The error's name and the status it came with. */
const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return [name, $metadata?.httpStatusCode];
  }
  return undefined;
};

describe('SDK clients through the gateway', function () {
  this.timeout(20_000);

  test('put and get objects of some MB, whole and in part', async ({ url }) => {
    const s3 = new S3Client({ ...sdkSettings(url), forcePathStyle: true });
    const where = { Bucket: 'things', Key: 'a b/c+d%2F.bin' };
    const Body = randomBytes(9 * 1024 * 1024);
    await s3.send(new CreateBucketCommand({ Bucket: where.Bucket }));
    await s3.send(new PutObjectCommand({ ...where, Body, Metadata: { name: 'x' } }));
    const got = await s3.send(new GetObjectCommand(where));
    assert.ok(Body.equals((await got.Body?.transformToByteArray()) ?? new Uint8Array()));
    assert.deepEqual(got.Metadata, { name: 'x' });
    const part = await s3.send(new GetObjectCommand({ ...where, Range: 'bytes=1-4' }));
    assert.deepEqual(await part.Body?.transformToByteArray(), new Uint8Array(Body.subarray(1, 5)));
    assert.equal((await s3.send(new HeadObjectCommand(where))).ContentLength, Body.length);
    assert.deepEqual(await failureOf(s3.send(new HeadObjectCommand({ ...where, Key: 'none' }))), [
      'NotFound',
      404,
    ]);
    s3.destroy();
  });

  test('read an injected fault in the middle of a large upload', async ({ url }) => {
    const s3 = new S3Client({ ...sdkSettings(url), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'things' }));
    await setRules(url, [
      { service: 's3', operation: 'PutObject', error: { statusCode: 429, code: 'SlowDown' } },
    ]);
    const put = new PutObjectCommand({ Bucket: 'things', Key: 'k', Body: Buffer.alloc(30 * 1024 * 1024) });
    assert.deepEqual(await failureOf(s3.send(put)), ['SlowDown', 429]);
    await setRules(url, []);
    assert.deepEqual(await failureOf(s3.send(new HeadObjectCommand({ Bucket: 'things', Key: 'k' }))), [
      'NotFound',
      404,
    ]);
    s3.destroy();
  });

  test('create and invoke functions', async ({ url }) => {
    const client = new LambdaClient(sdkSettings(url));
    const FunctionName = 'hello';
    const code = 'exports.handler = async (event) => ({ hello: event.name })';
    await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::000000000000:role/hello',
        Code: { ZipFile: zipSync({ 'index.js': strToU8(code) }) },
      }),
    );
    await waitUntilFunctionActiveV2({ client, maxWaitTime: 10, minDelay: 1 }, { FunctionName });
    const invoke = () => client.send(new InvokeCommand({ FunctionName, Payload: strToU8('{"name":"you"}') }));
    assert.equal(Buffer.from((await invoke()).Payload ?? []).toString(), '{"hello":"you"}');
    await setRules(url, [{ service: 'lambda', operation: 'Invoke' }]);
    assert.deepEqual(await failureOf(invoke()), ['ServiceUnavailable', 503]);
    client.destroy();
  });

  test('ask who they are, by a form', async ({ url }, upstream) => {
    const client = new STSClient(sdkSettings(url));
    const ask = () => client.send(new GetCallerIdentityCommand({}));
    assert.equal((await ask()).Account, '000000000000');
    await setRules(url, [{ service: 'sts', operation: 'GetCallerIdentity' }]);
    assert.deepEqual(await failureOf(ask()), ['ServiceUnavailable', 503]);
    assert.deepEqual(await (await fetch(`${upstream.url}/_localstack/chaos/faults`)).json(), []);
    client.destroy();
  });

  test('create APIs', async ({ url }, upstream) => {
    const client = new APIGatewayClient(sdkSettings(url));
    const { id } = await client.send(new CreateRestApiCommand({ name: 'shop' }));
    const direct = new APIGatewayClient(sdkSettings(upstream.url));
    const { items } = await direct.send(new GetRestApisCommand({}));
    assert.deepEqual(
      items?.map((api) => api.id),
      [id],
    );
    for (const each of [client, direct]) each.destroy();
  });

  it('get an error of their protocol while the emulator is down', () =>
    withEngine({ upstream: 'http://127.0.0.1:1' }, async ({ url }) => {
      const clients = [new STSClient(sdkSettings(url)), new LambdaClient(sdkSettings(url))] as const;
      const identity = failureOf(clients[0].send(new GetCallerIdentityCommand({})));
      const invoked = failureOf(clients[1].send(new InvokeCommand({ FunctionName: 'hello' })));
      assert.deepEqual(await Promise.all([identity, invoked]), [
        ['UpstreamUnavailable', 502],
        ['UpstreamUnavailable', 502],
      ]);
      for (const each of clients) each.destroy();
    }));

  test('see in the health of the gateway what the emulator has, and who it is', async ({ url }, upstream) => {
    const [health, behind, abilities] = await Promise.all(
      [`${url}/_localstack/health`, `${upstream.url}/_localstack/health`, `${url}/_chaos/capabilities`].map(
        async (path) => (await fetch(path)).json() as Promise<Record<string, object>>,
      ),
    );
    assert.deepEqual(health?.services, behind?.services);
    const { version } = behind as { version?: unknown };
    const expected = { url: upstream.url, product: 'chaos-lab', version, reachable: true };
    assert.deepEqual([health?.upstream, abilities?.upstream], [expected, expected]);
  });
});
