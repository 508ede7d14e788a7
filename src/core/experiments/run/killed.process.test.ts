import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startFakeLocalStack } from '../../../../test/support/fakeLocalStack/startFakeLocalStack';
import { withEngine } from '../../../cli/engine/withEngine';
import { ChaosClient } from '../../http/chaosClient';
import type { Activity, Experiment, FullActivity } from '../format/experiment';

const guardPath = join(import.meta.dirname, '../../faults/sourceGuard.mjs');
const foreign = { service: 'sts', description: 'of somebody else' };

const sets = (url: string, service: string): FullActivity => ({
  type: 'action',
  name: 'sets a fault',
  provider: {
    type: 'http',
    method: 'PATCH',
    url: `${url}/_localstack/chaos/faults`,
    headers: { 'Content-Type': 'application/json' },
    arguments: [{ service }],
  },
});

const slows = (url: string): FullActivity => ({
  type: 'action',
  name: 'slows it down',
  provider: {
    type: 'http',
    method: 'POST',
    url: `${url}/_localstack/chaos/effects`,
    headers: { 'Content-Type': 'application/json' },
    arguments: { latency: 70 },
  },
});

/** Its endpoint never answers. */
const hangs: FullActivity = {
  type: 'probe',
  name: 'hangs',
  tolerance: 200,
  provider: { type: 'http', url: '${silent}/' },
};

const hypothesis = (...probes: Activity[]): Partial<Experiment> => ({
  'steady-state-hypothesis': { title: 't', probes },
});

/** Where the run is when it is killed. */
const steps: Readonly<Record<string, (set: FullActivity) => Partial<Experiment>>> = {
  'before the method': (set) => ({ ...hypothesis(hangs), method: [set] }),
  'in the method': (set) => ({ method: [set, hangs] }),
  'in the pause after a fault': (set) => ({ method: [{ ...set, name: 'hangs', pauses: { after: 60 } }] }),
  'while a background activity runs': (set) => ({ method: [set, { ...hangs, background: true }] }),
  'while the hypothesis is checked beside the method': (set) => ({
    ...hypothesis(hangs),
    method: [{ ...set, pauses: { after: 60 } }],
    runtime: { hypothesis: { strategy: 'during-method-only' } },
  }),
  'after the method': (set) => ({
    ...hypothesis(hangs),
    method: [set],
    runtime: { hypothesis: { strategy: 'after-method-only' } },
  }),
  'in the rollbacks': (set) => ({ method: [set], rollbacks: [hangs] }),
};

/** What hangs there may begin before the fault is set. */
const maybeBefore: readonly string[] = [
  'before the method',
  'while the hypothesis is checked beside the method',
];

describe('A run that is killed', function () {
  this.timeout(60_000);
  const silent = createServer(() => {});

  before(() => once(silent.listen(0, '127.0.0.1'), 'listening'));
  after(() => {
    silent.closeAllConnections();
    silent.close();
  });

  const killAt = (experiment: Partial<Experiment>, beforeIt?: () => Promise<void>): Promise<void> => {
    const { port } = silent.address() as AddressInfo;
    return killRun({ ...experiment, configuration: { silent: `http://127.0.0.1:${port}` } }, beforeIt);
  };

  it('leaves no fault within 10 s, at whatever step, and nobody else loses one', () =>
    withEngine({}, async ({ url }) => {
      const client = new ChaosClient(url);
      await client.addFaults([foreign]);
      const names = Object.keys(steps);
      const killOne = (name: string, index: number) =>
        killAt(steps[name]?.(sets(url, `s${index}`)) ?? {}, async () => {
          const services = (await client.getFaults()).map(({ service }) => service);
          if (!maybeBefore.includes(name))
            assert.ok(services.includes(`s${index}`), `${name}: its fault is set`);
        });
      await Promise.all(names.map(killOne));
      await goneWithin(10_000, client);
    }));

  it('leaves nothing at an engine without leases: a process of its own puts back what was before', async () => {
    const fake = await startFakeLocalStack({ persona: 'licensed' });
    try {
      const client = new ChaosClient(fake.endpoint);
      await client.addFaults([foreign]);
      const method = [sets(fake.endpoint, 's3'), slows(fake.endpoint), hangs];
      await killAt({ method }, async () => {
        assert.deepEqual([(await client.getFaults()).length, await client.getLatency()], [2, 70]);
      });
      await goneWithin(10_000, client);
    } finally {
      await fake.close();
    }
  });
});

const goneWithin = async (withinMs: number, client: ChaosClient): Promise<void> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const [rules, latencyMs] = [await client.getFaults(), await client.getLatency()];
    if (rules.length === 1 && latencyMs === 0) return assert.deepEqual(rules, [foreign]);
    assert.ok(Date.now() < deadline, `left behind: ${JSON.stringify(rules)}, ${latencyMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** Runs an experiment in a process of its own, and kills that when what hangs has begun. */
const killRun = async (
  experiment: Partial<Experiment>,
  beforeIt: () => Promise<void> = async () => {},
): Promise<void> => {
  const file = { title: 't', description: 'd', method: [], ...experiment };
  const script = `
    require('tsx/cjs');
    const { runExperiment } = require(${JSON.stringify(join(import.meta.dirname, 'runExperiment.ts'))});
    runExperiment(${JSON.stringify(file)}, {
      folder: process.cwd(),
      env: process.env,
      guard: { guardPath: ${JSON.stringify(guardPath)} },
      signal: new AbortController().signal,
      onProgress: (progress) => console.log(JSON.stringify(progress)),
    }).then(() => process.exit(3), (error) => { console.error(error); process.exit(1); });
  `;
  const child = spawn(process.execPath, ['--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  try {
    await Promise.race([hanging(child.stdout), closed.then(() => assert.fail('it ended by itself'))]);
    await beforeIt();
  } finally {
    child.kill('SIGKILL');
    await closed;
  }
};

/** A fault that is to hang has been set; of anything else it is enough that it began. */
const hanging = async (output: NodeJS.ReadableStream): Promise<void> => {
  for await (const line of createInterface({ input: output })) {
    const { kind, name, entry } = JSON.parse(line);
    if (kind === 'started' && name === 'hangs' && !line.includes('"type":"action"')) return;
    if (kind === 'ended' && entry.activity.name === 'hangs') return;
  }
};
