import assert from 'node:assert/strict';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  type FakeLocalStack,
  startFakeLocalStack,
} from '../../../test/support/fakeLocalStack/startFakeLocalStack';
import type { EngineStatus } from '../engines/engine';
import { ExternalEngine } from '../engines/externalEngine';
import { Emitter } from '../event';
import { ChaosClient } from '../http/chaosClient';
import type { LogLine } from '../logLine';
import { FaultsService } from './faultsService';

interface Labs {
  readonly fake: FakeLocalStack;
  readonly client: ChaosClient;
  readonly engine: ExternalEngine;
  /** Another window. */
  readonly open: (owner: string) => FaultsService;
}

/** Labs at LocalStack's own Chaos API, whose log they read. */
const withLabs = async (work: (labs: Labs) => Promise<void>) => {
  const log = new Emitter<LogLine>();
  const print = (text: string) => log.fire({ level: 'info', text });
  const fake = await startFakeLocalStack({ persona: 'licensed', print });
  const engine = new ExternalEngine({ endpoint: fake.endpoint, pollIntervalMs: 50 });
  await engine.start();
  const services: FaultsService[] = [];
  const open = (owner: string) => {
    const tracked = {
      get current() {
        return engine.current;
      },
      onDidChange: engine.onDidChange,
      onDidLog: log.event,
    };
    const service = new FaultsService({ engine: tracked, owner, idlePollMs: 50 });
    services.push(service);
    return service;
  };
  try {
    await work({ fake, client: new ChaosClient(fake.endpoint), engine, open });
  } finally {
    for (const service of services) service.dispose();
    engine.dispose();
    await fake.close();
  }
};

const changed = (service: FaultsService, until: () => boolean) =>
  new Promise<void>((resolve) => {
    if (until()) resolve();
    service.onDidChange(() => until() && resolve());
  });

const listFunctions = async (endpoint: string) => {
  const lambda = new LambdaClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  try {
    return await lambda.send(new ListFunctionsCommand());
  } finally {
    lambda.destroy();
  }
};

const until = (engine: ExternalEngine, state: EngineStatus['state']) =>
  new Promise<void>((resolve) => {
    if (engine.current.state === state) resolve();
    engine.onDidChange((status) => status.state === state && resolve());
  });

describe("FaultsService at LocalStack's own Chaos API", () => {
  it('shows each window what the others hold, and takes theirs only when told to', () =>
    withLabs(async ({ client, open }) => {
      const [one, two] = [open('lab-one'), open('lab-two')];
      await client.addFaults([{ service: 'sts' }]);
      await one.add({ service: 's3' });
      const { rule } = await two.add({ service: 'lambda' });
      await one.refresh();
      assert.deepEqual(
        one.current.rules.map(({ owner }) => owner),
        ['foreign', 'ours', 'lab'],
      );
      assert.equal(await one.clearForeign(), 1);
      const adopted = await one.adopt(rule);
      await two.refresh();
      assert.deepEqual(
        two.current.rules.map(({ owner }) => owner),
        ['lab', 'lab'],
      );
      await one.close();
      assert.equal(adopted.rule.description, 'chaos-lab:lab-one');
      assert.deepEqual(await client.getFaults(), []);
    }));

  it('tells what somebody else took from it, by a replacement of all rules', () =>
    withLabs(async ({ client, open }) => {
      const one = open('lab-one');
      const lost = new Promise<string>((resolve) => one.onDidLose(({ reason }) => resolve(reason)));
      await one.add({ service: 's3' });
      await client.replaceFaults([{ service: 'sts' }]);
      assert.match(
        await lost,
        /^What you had set is gone, taken back by somebody else .*: s3 in all regions\./,
      );
      assert.deepEqual(
        one.current.rules.map(({ rule }) => rule),
        [{ service: 'sts' }],
      );
    }));

  it('tells that a restart has lost what was set, rather than show it', () =>
    withLabs(async ({ fake, engine, open }) => {
      const one = open('lab-one');
      const lost = new Promise<string>((resolve) => one.onDidLose(({ reason }) => resolve(reason)));
      await one.add({ region: 'us-east-1' });
      await fake.close();
      await until(engine, 'failed');
      const again = await startFakeLocalStack({ persona: 'licensed', port: fake.port });
      try {
        assert.equal(
          await lost,
          'The engine restarted and has lost what you had set: all of us-east-1. Set it again if you still need it.',
        );
        assert.deepEqual([one.current.available, one.current.rules], [true, []]);
      } finally {
        engine.dispose();
        await again.close();
      }
    }));

  it('counts hits from the log, marked as approximate', () =>
    withLabs(async ({ fake, open }) => {
      const one = open('lab-one');
      const { hits } = await one.add({ service: 'lambda', error: { statusCode: 429, code: 'SlowDown' } });
      await assert.rejects(listFunctions(fake.endpoint));
      await changed(one, () => one.current.rules[0]?.hits === 1);
      const [view] = one.current.rules;
      assert.deepEqual([hits, view?.approximate, view?.matches], [undefined, true, undefined]);
    }));
});
