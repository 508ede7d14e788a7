import assert from 'node:assert/strict';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { withEngine } from '../../cli/engine/withEngine';
import { ExternalEngine } from '../engines/externalEngine';
import { isHumanError } from '../errors';
import { ChaosClient } from '../http/chaosClient';
import { FaultsService } from './faultsService';

/** A lab at a real engine in this process. */
const withLab = (work: (service: FaultsService, url: string) => Promise<void>) =>
  withEngine({}, async ({ url }) => {
    const engine = new ExternalEngine({ endpoint: url });
    await engine.start();
    const service = new FaultsService({ engine, owner: 'lab-1', activePollMs: 50 });
    try {
      await work(service, url);
    } finally {
      service.dispose();
      engine.dispose();
    }
  });

const lambdaAt = (endpoint: string) =>
  new LambdaClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });

const changed = (service: FaultsService, until: () => boolean) =>
  new Promise<void>((resolve) => {
    if (until()) resolve();
    service.onDidChange(() => until() && resolve());
  });

describe('FaultsService at a real engine', () => {
  it('makes calls fail with the configured code, counts them, and lets them pass again', () =>
    withLab(async (service, url) => {
      const lambda = lambdaAt(url);
      const rule = {
        region: 'us-east-1',
        service: 'lambda',
        operation: 'ListFunctions',
        error: { statusCode: 429, code: 'TooManyRequestsException' },
      };
      await service.add(rule);
      await assert.rejects(lambda.send(new ListFunctionsCommand()), { name: 'TooManyRequestsException' });
      service.setActive(true);
      await changed(service, () => service.current.rules[0]?.hits === 1);
      const { removedRules } = await service.haltAll();
      assert.equal(removedRules, 1);
      assert.deepEqual((await lambda.send(new ListFunctionsCommand())).Functions, []);
      lambda.destroy();
    }));

  it('replaces, adopts and clears as the engine has it', () =>
    withLab(async (service, url) => {
      const other = new ChaosClient(url);
      await other.addFaults([{ service: 's3', description: 'theirs' }, { service: 'sts' }]);
      const { rule } = await service.add({ service: 'lambda' }, { durationMs: 60_000 });
      await service.replace(rule, { ...rule, probability: 0.5 });
      await service.adopt({ service: 's3', description: 'theirs' });
      assert.equal(await service.clearForeign(), 1);
      const rules = await other.getFaults();
      assert.deepEqual(
        rules.map(({ service: name, probability }) => [name, probability]),
        [
          ['lambda', 0.5],
          ['s3', undefined],
        ],
      );
      assert.ok(rules.every(({ description }) => description?.startsWith('chaos-lab:lab-1 ')));
    }));

  it('passes on what the engine refuses', () =>
    withLab(async (service) => {
      await assert.rejects(
        service.setLatency(-1),
        (error) => isHumanError(error) && /latency/.test(error.message),
      );
    }));

  it('halts at once under a latency of 20 s', () =>
    withLab(async (service, url) => {
      await service.add({ region: 'us-east-1' });
      await service.setLatency(20_000);
      const started = Date.now();
      assert.deepEqual(await service.haltAll(), { removedRules: 1, clearedLatency: true, remaining: [] });
      assert.ok(Date.now() - started < 2000);
      assert.equal(await new ChaosClient(url).getLatency(), 0);
    }));

  it('halts at once what a rule of its own delays by 20 s or does not answer, and the calls go on', () =>
    withLab(async (service, url) => {
      await service.add({ service: 'lambda', latency: { min: 20_000, max: 20_000 }, count: 1 });
      await service.add({ service: 'lambda', timeout: { ms: 60_000 } });
      const lambda = lambdaAt(url);
      const calls = [lambda.send(new ListFunctionsCommand()), lambda.send(new ListFunctionsCommand())];
      service.setActive(true);
      await changed(service, () => service.current.rules.every(({ hits }) => hits === 1));
      const started = Date.now();
      assert.equal((await service.haltAll()).removedRules, 2);
      for (const { Functions } of await Promise.all(calls)) assert.deepEqual(Functions, []);
      assert.ok(Date.now() - started < 2000);
      lambda.destroy();
    }));

  it('misses no rule that ended by itself', () =>
    withLab(async (service, url) => {
      const lost: string[] = [];
      service.onDidLose(({ reason }) => lost.push(reason));
      service.setActive(true);
      await service.add({ service: 'lambda', count: 1, reset: true });
      const lambda = lambdaAt(url);
      await assert.rejects(lambda.send(new ListFunctionsCommand()), { code: 'ECONNRESET' });
      await changed(service, () => service.current.rules.length === 0);
      assert.deepEqual((await lambda.send(new ListFunctionsCommand())).Functions, []);
      assert.deepEqual(lost, []);
      lambda.destroy();
    }));

  it('leaves nothing behind when it closes', () =>
    withLab(async (service, url) => {
      await service.add({ region: 'us-east-1' });
      await service.setLatency(300);
      await service.close();
      const client = new ChaosClient(url);
      assert.deepEqual([await client.getFaults(), await client.getLatency()], [[], 0]);
    }));

  it('loses its faults within the lease when it dies without a word', async function () {
    this.timeout(15_000);
    await withLab(async (service, url) => {
      await service.add({ region: 'us-east-1' });
      await service.setLatency(5);
      service.dispose();
      const client = new ChaosClient(url);
      const deadline = Date.now() + 8000;
      while ((await client.getFaults()).length > 0 || (await client.getLatency()) > 0) {
        assert.ok(Date.now() < deadline, 'still there');
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    });
  });
});
