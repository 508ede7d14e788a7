import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../scripts/lib/paths.mjs';
import { withEngine } from '../../src/cli/engine/withEngine';
import { ChaosClient } from '../../src/core/http/chaosClient';
import { startFakeLocalStack } from '../support/fakeLocalStack/startFakeLocalStack';

/** Each asks the test whether it may go on; the steps between them set faults and take them back. */
const steps = ['before', 'begun', 'one fault', 'meanwhile', 'two faults', 'after', 'rolling back'] as const;
type Step = (typeof steps)[number];

/** That step is asked beside the method: the hypothesis, when both faults are in force. */
const beside: Step = 'meanwhile';

const nameOf = (step: Step): string => `Run${step.replace(/\W/g, '')}`;

/** How many faults are in force when a step is reached. */
const inForce: Readonly<Record<Step, number>> = {
  before: 0,
  begun: 0,
  'one fault': 1,
  meanwhile: 2,
  'two faults': 2,
  after: 2,
  'rolling back': 2,
};

const asks = (gate: string, step: string, tolerance?: number) => ({
  type: 'probe',
  name: step,
  ...(tolerance === undefined ? {} : { tolerance }),
  provider: { type: 'http', url: `${gate}/\${name}/${encodeURIComponent(step)}`, timeout: 60 },
});

const changes = (method: string, ...operations: readonly string[]) => ({
  type: 'action',
  name: `${method} ${operations}`,
  provider: {
    type: 'http',
    method,
    url: `\${endpoint}/_localstack/chaos/faults`,
    headers: { 'Content-Type': 'application/json' },
    arguments: operations.map((operation) => ({ service: 's3', operation: `\${name}${operation}` })),
  },
});

const experiment = (gate: string) => ({
  title: 'Killed',
  description: 'Its faults go with it.',
  configuration: { endpoint: { type: 'env', key: 'CHAOS_ENDPOINT' }, name: 'overridden' },
  'steady-state-hypothesis': { title: 'asked', probes: [asks(gate, 'hypothesis', 200)] },
  method: [
    asks(gate, 'begun'),
    changes('PATCH', 'One'),
    asks(gate, 'one fault'),
    { ...changes('PATCH', 'Two'), pauses: { after: 0.1 } },
    asks(gate, 'two faults'),
  ],
  rollbacks: [asks(gate, 'rolling back'), changes('DELETE', 'One', 'Two')],
  runtime: { rollbacks: { strategy: 'always' } },
});

/** Answers who asks, but for one step of each run: that it holds, and says so. */
class Gate {
  private readonly asked = new Map<string, number>();
  private readonly held = new Set<ServerResponse>();
  private besideHeld = false;
  private readonly reached = new Map<string, () => void>();
  private readonly server = createServer((request, response) => {
    const [, name = '', step = ''] = decodeURIComponent(request.url ?? '').split('/');
    const key = `${name}/${this.stepOf(name, step)}`;
    const tell = this.reached.get(key);
    const isHeld = key === `${nameOf(beside)}/two faults`;
    if (tell === undefined && !isHeld) return response.end('{}');
    this.held.add(response);
    if (isHeld) this.besideHeld = true;
    tell?.();
  });

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves when that run has come that far. */
  reach(name: string, step: Step): Promise<void> {
    return new Promise((resolve) => this.reached.set(`${name}/${step}`, resolve));
  }

  async close(): Promise<void> {
    for (const response of this.held) response.destroy();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** The hypothesis is asked twice; or beside the method, where it is held as soon as that is. */
  private stepOf(name: string, step: string): string {
    if (step !== 'hypothesis') return step;
    if (name === nameOf(beside)) return this.besideHeld ? beside : 'ignored';
    const count = (this.asked.get(name) ?? 0) + 1;
    this.asked.set(name, count);
    return count === 1 ? 'before' : 'after';
  }
}

async function withExperiment(work: (gate: Gate, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-lab-killed-'));
  const gate = new Gate();
  try {
    const url = await gate.listen();
    await writeFile(join(folder, 'killed.chaos.json'), JSON.stringify(experiment(url)));
    await work(gate, folder);
  } finally {
    await gate.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const startRun = (folder: string, endpoint: string, step: Step): ChildProcess =>
  spawn(
    process.execPath,
    [
      join(root, 'dist', 'cli.js'),
      'run',
      'killed.chaos.json',
      '--endpoint',
      endpoint,
      '--var',
      `name=${nameOf(step)}`,
      '--journal-path',
      `${nameOf(step)}.json`,
      '--no-history',
      ...(step === beside
        ? ['--hypothesis-strategy', 'during-method-only', '--hypothesis-frequency', '0.1']
        : []),
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );

/** Those of one run, as the engine has them. */
const faultsOf = async (client: ChaosClient, name: string): Promise<(string | undefined)[]> =>
  (await client.getFaults())
    .map(({ operation }) => operation)
    .filter((operation) => operation?.startsWith(name));

async function killAt(step: Step, gate: Gate, folder: string, endpoint: string): Promise<void> {
  const name = nameOf(step);
  const client = new ChaosClient(endpoint);
  const reached = gate.reach(name, step);
  const child = startRun(folder, endpoint, step);
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => said.push(data));
  const ended = once(child, 'close');
  try {
    await Promise.race([
      reached,
      ended.then(() => assert.fail(`${step}: it ended before: ${Buffer.concat(said)}`)),
    ]);
    assert.equal((await faultsOf(client, name)).length, inForce[step], `${step}: faults in force`);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
  const killed = Date.now();
  while ((await faultsOf(client, name)).length > 0) {
    assert.ok(Date.now() - killed < 10_000, `${step}: faults are left 10 s after SIGKILL`);
    await sleep(100);
  }
}

/** Without leases what was in force before is put back, so that one run after the other has to be killed. */
const killAtEachStep = (endpoint: string, { atOnce = true } = {}) =>
  withExperiment(async (gate, folder) => {
    const foreign = { service: 'sqs', description: 'of another tool' };
    const client = new ChaosClient(endpoint);
    await client.addFaults([foreign]);
    if (atOnce) await Promise.all(steps.map((step) => killAt(step, gate, folder, endpoint)));
    else for (const step of steps) await killAt(step, gate, folder, endpoint);
    assert.deepEqual(await client.getFaults(), [foreign], 'the rules of others stay');
  });

describe('chaos-lab run, killed at any of its steps, leaves no fault behind', () => {
  it('at the embedded engine', () => withEngine({}, ({ url }) => killAtEachStep(url)));

  it('at the gateway in front of another emulator', () =>
    withEngine({}, ({ url: upstream }) => withEngine({ upstream }, ({ url }) => killAtEachStep(url))));

  it("at LocalStack's own Chaos API, which knows no leases: a process of its own takes them back", async () => {
    const fake = await startFakeLocalStack({ persona: 'licensed' });
    await killAtEachStep(fake.endpoint, { atOnce: false }).finally(() => fake.close());
  });
});
