import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { strToU8, zipSync } from 'fflate';
import { findProgram } from '../../scripts/lib/findProgram.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { runCommand } from '../../scripts/lib/runCommand.mjs';
import { clientOf } from '../support/fakeLocalStack/deployedApi';
import { requires } from '../support/requires';
import { baseImage } from './support/baseImage';
import { Containers } from './support/containers';
import { engineImage } from './support/engineImage';
import { standInImage } from './support/standInImage';
import { testDocker } from './support/testDocker';
import { testOwner } from './support/testOwner.mjs';

/** A function that lives in its process until it is told to end, and asks the engine who calls. */
const handler = `exports.handler = async () => {
  setInterval(() => {}, 1000);
  const scope = 'Credential=test/20261123/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0';
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 ' + scope,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  });
  return { status: response.status, body: await response.text() };
};`;

/** Deploys the function and gives what it returned. */
async function callBack(endpoint: string): Promise<{ status: number; body: string }> {
  const lambda = new LambdaClient(clientOf(endpoint));
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'calls-back',
      Runtime: 'nodejs20.x',
      Role: 'arn:aws:iam::000000000000:role/any',
      Handler: 'index.handler',
      Code: { ZipFile: zipSync({ 'index.js': strToU8(handler) }) },
    }),
  );
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'calls-back' }));
  return JSON.parse(Buffer.from(Payload ?? []).toString());
}

describe("the engine's image", () => {
  let image: string;
  let base: string;
  before(async function () {
    this.timeout(180_000);
    await requires(this, 'docker');
    [image, base] = [await engineImage(), await baseImage()];
  });

  /** What a container beside it gets at `url`. */
  const getFrom = async (containers: Containers, url: string): Promise<string> => {
    const program = `fetch('${url}').then(async (r) => console.log(r.status, await r.text()))`;
    const asked = await containers.run({ image: base, args: ['node', '-e', program] });
    return asked.output();
  };

  it('is built by npm run docker:build, where there is a command line for Docker', async function () {
    if (!(await findProgram('docker'))) return this.skip();
    const tag = `chaos-lab-test-built:${testOwner()}`;
    const build = [join(root, 'scripts', 'docker-build.mjs'), '--tag', tag, '--build-arg', `BASE=${base}`];
    await runCommand(process.execPath, build);
    const built = testDocker().getImage(tag);
    const [{ Config: own }, { Config: other }] = [
      await built.inspect(),
      await testDocker().getImage(image).inspect(),
    ];
    await built.remove();
    assert.deepEqual(
      [own.Entrypoint, own.ExposedPorts, own.Volumes, own.User],
      [other.Entrypoint, other.ExposedPorts, other.Volumes, other.User],
    );
  });

  it('answers other containers by the name of its service, when it is told that name', () =>
    Containers.with(async (containers) => {
      const engine = await containers.run({ image, args: ['--allow-host', 'aws'], alias: 'aws' });
      await engine.printed('Ready.');
      assert.match(await getFrom(containers, 'http://aws:4566/_localstack/health'), /^200 .*"chaos-lab"/);
    }));

  it('takes options from its environment too, where a service can be given no arguments', () =>
    Containers.with(async (containers) => {
      const env = { CHAOS_LAB_OPTIONS: '--region eu-central-1 --allow-host aws' };
      const engine = await containers.run({ image, env, alias: 'aws' });
      await engine.printed('Ready.');
      assert.match(await getFrom(containers, 'http://aws:4566/_localstack/health'), /^200 /);
    }));

  it('refuses a name that it was not told', () =>
    Containers.with(async (containers) => {
      const engine = await containers.run({ image, alias: 'aws' });
      await engine.printed('Ready.');
      assert.match(
        await getFrom(containers, 'http://aws:4566/_localstack/health'),
        /^403 .*start the engine with --allow-host aws/,
      );
    }));

  it('keeps its state in a volume, over removing it and running it again', () =>
    Containers.with(async (containers) => {
      const runAndAsk = async () => {
        const engine = await containers.run({ image, volume: 'state', publish: true });
        await engine.printed('Ready.');
        return { ...engine, logs: new CloudWatchLogsClient(clientOf(engine.endpoint)) };
      };
      const first = await runAndAsk();
      await first.logs.send(new CreateLogGroupCommand({ logGroupName: 'kept' }));
      await first.container.stop();
      await first.container.remove();
      const second = await runAndAsk();
      const { logGroups } = await second.logs.send(new DescribeLogGroupsCommand({}));
      assert.deepEqual(
        logGroups?.map(({ logGroupName }) => logGroupName),
        ['kept'],
      );
    }));

  it('runs a function that calls the engine back at AWS_ENDPOINT_URL, and ends with it on docker stop', () =>
    Containers.with(async (containers) => {
      const engine = await containers.run({ image, publish: true });
      await engine.printed('Ready.');
      const { status, body } = await callBack(engine.endpoint);
      assert.equal(status, 200);
      assert.match(body, /<Account>000000000000<\/Account>/);
      const processes = ((await engine.container.top()).Processes as string[][]).map(([, pid]) =>
        Number(pid),
      );
      assert.equal(processes.length, 2, 'the engine and the function');
      const stoppedAt = performance.now();
      await engine.container.stop({ t: 10 });
      const tookMs = performance.now() - stoppedAt;
      assert.ok(tookMs < 2000, `${tookMs} ms`);
      assert.equal((await engine.container.inspect()).State.ExitCode, 0);
      assert.deepEqual(
        processes.filter((pid) => existsSync(`/proc/${pid}/exe`)),
        [],
      );
    }));

  it("tells Docker that it is healthy, whatever LocalStack's own environment says", () =>
    Containers.with(async (containers) => {
      const env = { LOCALSTACK_AUTH_TOKEN: 'ls-x', GATEWAY_LISTEN: '0.0.0.0:4566', PERSISTENCE: '1' };
      const { container } = await containers.run({ image, env });
      for (;;) {
        const { Health } = (await container.inspect()).State;
        if (Health?.Status !== 'starting') return assert.equal(Health?.Status, 'healthy');
        await delay(200);
      }
    }));

  it('runs as a user who may do little', () =>
    Containers.with(async (containers) => {
      const { container } = await containers.run({ image });
      assert.equal((await container.inspect()).Config.User, '1000:1000');
    }));

  it('stands in front of another container', async () => {
    const localStack = await standInImage();
    await Containers.with(async (containers) => {
      const behind = { image: localStack, alias: 'localstack', env: { FAKE_PERSONA: 'unlicensed' } };
      await (await containers.run(behind)).printed('Ready.');
      const args = ['--upstream', 'http://localstack:4566'];
      const gateway = await containers.run({ image, args, publish: true });
      await gateway.printed('Ready.');
      const sts = new STSClient(clientOf(gateway.endpoint));
      const ask = () => sts.send(new GetCallerIdentityCommand({}));
      assert.equal((await ask()).Account, '000000000000');
      const faults = `${gateway.endpoint}/_localstack/chaos/faults`;
      await fetch(faults, { method: 'POST', body: JSON.stringify([{ service: 'sts' }]) });
      await assert.rejects(ask(), { name: 'ServiceUnavailable' });
      await fetch(faults, { method: 'POST', body: '[]' });
      assert.equal((await ask()).Account, '000000000000');
    });
  });
});
