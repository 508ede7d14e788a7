import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { withFolder } from '../withFolder.mjs';
import { clientOf, deployApi } from './deployedApi';
import type { Persona } from './persona';
import { type FakeLocalStack, type FakeLocalStackOptions, startFakeLocalStack } from './startFakeLocalStack';

interface FakeInTest extends FakeLocalStack {
  readonly printed: readonly string[];
  /** Status and JSON, or text, of an answer. */
  ask(path: string, method?: string, body?: unknown): Promise<[number, unknown]>;
}

async function withFake<T>(
  options: FakeLocalStackOptions,
  use: (fake: FakeInTest) => Promise<T>,
): Promise<T> {
  const printed: string[] = [];
  const fake = await startFakeLocalStack({ print: (line) => printed.push(line), ...options });
  const ask: FakeInTest['ask'] = async (path, method = 'GET', body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${fake.endpoint}${path}`, { method, ...sent });
    const said = await answer.text();
    return [answer.status, /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(said) : said];
  };
  try {
    return await use({ ...fake, printed, ask });
  } finally {
    await fake.close();
  }
}

/** Waits until the lines of the kind are so many: they come by the engine's events, after the answers. */
async function linesOf({ printed }: FakeInTest, area: string, count: number): Promise<string[]> {
  const of = () => printed.filter((line) => line.includes(area)).map((line) => line.replace(/^.* : /, ''));
  const deadline = Date.now() + 5000;
  while (of().length < count && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return of();
}

const faultsPath = '/_localstack/chaos/faults';
const licensedPlugin = 'localstack.platform.plugin/chaos';
const noBucket = /<Code>NoSuchBucket<\/Code>/;

describe('the fake LocalStack', () => {
  it('is, when licensed, ready by the four probes', () =>
    withFake({ persona: 'licensed' }, async ({ ask }) => {
      const [, health] = (await ask('/_localstack/health')) as [number, Record<string, unknown>];
      assert.deepEqual([health.edition, health.version], ['pro', '2026.4.0']);
      assert.equal((health.services as Record<string, string>).lambda, 'available');
      const [, info] = (await ask('/_localstack/info')) as [number, Record<string, unknown>];
      assert.equal(info.is_license_activated, true);
      const [, licence] = (await ask('/_localstack/licenseinfo')) as [
        number,
        { available_plugins: string[] },
      ];
      assert.ok(licence.available_plugins.includes(licensedPlugin));
      assert.deepEqual(await ask(faultsPath), [200, []]);
    }));

  it('has, when unlicensed, all of it but the Chaos API, which gives 404 and nothing else', () =>
    withFake({ persona: 'unlicensed' }, async ({ ask, endpoint }) => {
      const [, licence] = (await ask('/_localstack/licenseinfo')) as [
        number,
        { available_plugins: string[] },
      ];
      assert.ok(!licence.available_plugins.includes(licensedPlugin));
      for (const path of [faultsPath, '/_localstack/chaos/effects'])
        assert.deepEqual(await ask(path), [404, '']);
      assert.deepEqual(await ask(faultsPath, 'POST', [{}]), [404, '']);
      const answer = await fetch(`${endpoint}/_localstack/info`);
      assert.equal(answer.headers.get('x-localstack'), '2026.4.0');
    }));

  it('answers as Floci does: health and info, and buckets that are not there', () =>
    withFake({ persona: 'floci' }, async ({ ask, endpoint }) => {
      const [, info] = await ask('/_localstack/info');
      assert.deepEqual(info, {
        edition: 'community',
        original_edition: 'floci-always-free',
        version: '1.5.12',
      });
      for (const path of ['/_localstack/licenseinfo', faultsPath]) {
        const [status, said] = await ask(path);
        assert.equal(status, 404);
        assert.match(String(said), noBucket);
      }
      assert.equal((await fetch(`${endpoint}/_localstack/health`)).headers.get('x-localstack'), null);
    }));

  it('answers as MiniStack does: health, and JSON for every other path', () =>
    withFake({ persona: 'ministack' }, async ({ ask }) => {
      const [, health] = (await ask('/_localstack/health')) as [number, Record<string, unknown>];
      assert.equal(typeof health.services, 'object');
      for (const path of ['/_localstack/info', '/_localstack/licenseinfo', faultsPath]) {
        assert.deepEqual(await ask(path), [404, { error: `Unknown LocalStack endpoint: ${path}.` }]);
      }
    }));

  for (const persona of ['licensed', 'unlicensed', 'floci', 'ministack'] satisfies Persona[]) {
    it(`serves AWS as ${persona}, and has no path or header of our engine`, () =>
      withFake({ persona }, async ({ ask, endpoint }) => {
        for (const path of ['/_chaos/capabilities', '/_chaos/events', '/_chaos/rules']) {
          const [status, said] = await ask(path);
          assert.equal(status, 404);
          assert.match(String(said), noBucket);
        }
        const { Account } = await new STSClient(clientOf(endpoint)).send(new GetCallerIdentityCommand({}));
        assert.equal(Account, '000000000000');
      }));
  }

  it('answers whatever it is called', () =>
    withFake({ persona: 'unlicensed' }, async ({ port }) => {
      const body = await new Promise<string>((resolve, reject) => {
        const headers = { host: 'localstack:4566', 'content-type': 'application/x-www-form-urlencoded' };
        request({ port, method: 'POST', headers }, (answer) => text(answer).then(resolve, reject))
          .on('error', reject)
          .end('Action=GetCallerIdentity&Version=2011-06-15');
      });
      assert.match(body, /<Account>000000000000<\/Account>/);
    }));

  it('keeps its state in a folder', () =>
    withFolder(async (dataDir) => {
      const options = { persona: 'licensed', dataDir } as const;
      const s3 = (endpoint: string) => new S3Client({ ...clientOf(endpoint), forcePathStyle: true });
      await withFake(options, ({ endpoint }) =>
        s3(endpoint).send(new CreateBucketCommand({ Bucket: 'kept' })),
      );
      const { Buckets } = await withFake(options, ({ endpoint }) =>
        s3(endpoint).send(new ListBucketsCommand({})),
      );
      assert.deepEqual(
        Buckets?.map(({ Name }) => Name),
        ['kept'],
      );
    }));

  it('hands on that it shall crash', () => {
    const codes: number[] = [];
    const options = { persona: 'licensed', onCrash: (code: number) => codes.push(code) } as const;
    return withFake(options, async ({ ask }) => {
      await ask('/_fake/crash', 'POST', { code: 137 });
      assert.deepEqual(codes, [137]);
    });
  });
});

describe("the fake LocalStack's Chaos API", () => {
  const [one, two] = [{ service: 's3' }, { service: 'lambda', description: 'mine' }];

  it('replaces, appends, removes what is equal, and answers with all rules', () =>
    withFake({ persona: 'licensed' }, async ({ ask }) => {
      assert.deepEqual(await ask(faultsPath, 'POST', [one]), [200, [one]]);
      assert.deepEqual(await ask(faultsPath, 'PATCH', [two]), [200, [one, two]]);
      assert.deepEqual(await ask(faultsPath, 'DELETE', [{ service: 'lambda' }]), [200, [one, two]]);
      assert.deepEqual(await ask(faultsPath, 'DELETE', [two]), [200, [one]]);
      assert.deepEqual(await ask(faultsPath), [200, [one]]);
      assert.deepEqual(await ask(faultsPath, 'POST', []), [200, []]);
    }));

  it('keeps the latency', () =>
    withFake({ persona: 'licensed' }, async ({ ask }) => {
      const effects = '/_localstack/chaos/effects';
      assert.deepEqual(await ask(effects), [200, { latency: 0 }]);
      assert.deepEqual(await ask(effects, 'POST', { latency: 5 }), [200, { latency: 5 }]);
      assert.deepEqual(await ask(effects), [200, { latency: 5 }]);
    }));

  const refused: Record<string, unknown> = {
    'a digit in an operation': [{ operation: 'ListObjectsV2' }],
    'an unknown field': [{ duration: 5 }],
    'two equal rules': [one, one],
    'a probability above 1': [{ probability: 2 }],
    'no array': {},
  };
  for (const [what, body] of Object.entries(refused)) {
    it(`refuses ${what}`, () =>
      withFake({ persona: 'licensed' }, async ({ ask }) => {
        assert.equal((await ask(faultsPath, 'POST', body))[0], 400);
        assert.deepEqual(await ask(faultsPath), [200, []]);
      }));
  }

  it('knows nothing of our owners and of calls that are not to be matched', () =>
    withFake({ persona: 'licensed' }, async ({ endpoint, ask }) => {
      await ask(faultsPath, 'POST', [{ service: 'sts' }]);
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: { 'x-chaos-bypass': '1', 'content-type': 'application/x-www-form-urlencoded' },
        body: 'Action=GetCallerIdentity&Version=2011-06-15',
      });
      assert.deepEqual([answer.status, answer.headers.get('x-chaos-rule')], [503, null]);
    }));

  it('prints calls as LocalStack does, those of its services among themselves too', () =>
    withFake({ persona: 'licensed', disableRetries: true }, async (fake) => {
      const path = await deployApi(fake.endpoint);
      const made = fake.printed.length;
      await fake.ask(faultsPath, 'POST', [
        { service: 'lambda', error: { code: 'Throttled', statusCode: 429 } },
      ]);
      const broken = '{"message":"Internal server error"}';
      assert.deepEqual(await fake.ask(path), [502, JSON.parse(broken)]);
      const ask = new LambdaClient(clientOf(fake.endpoint)).send(
        new GetFunctionCommand({ FunctionName: 'hello' }),
      );
      await assert.rejects(ask, { name: 'Throttled' });
      await linesOf(fake, 'lambda.GetFunction', 1);
      const printed = fake.printed.slice(made).map((line) => line.replace(/^\S+ /, ''));
      const aws = ' INFO --- [et.reactor-0] localstack.request.aws     : AWS';
      const http = ' INFO --- [et.reactor-0] localstack.request.http    :';
      assert.ok(printed.includes(`${aws} lambda.Invoke => 429 (Throttled)`), printed.join('\n'));
      assert.ok(printed.includes(`${aws} lambda.GetFunction => 429 (Throttled)`), printed.join('\n'));
      assert.ok(printed.includes(`${http} GET ${path} => 502`), printed.join('\n'));
    }));

  it('masks a fault behind an endpoint by trying again', () =>
    withFake({ persona: 'licensed' }, async (fake) => {
      const path = await deployApi(fake.endpoint);
      assert.equal((await fake.ask(path))[0], 200);
      await fake.ask(faultsPath, 'POST', [{ service: 'lambda', operation: 'Invoke' }]);
      assert.equal((await fake.ask(path))[0], 502);
      const tried = await linesOf(fake, 'AWS lambda.Invoke', 6);
      assert.deepEqual(tried, [
        'AWS lambda.Invoke => 200',
        ...Array(5).fill('AWS lambda.Invoke => 503 (ServiceUnavailable)'),
      ]);
    }));
});
