import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../log';
import { loadLibrary } from '../loadLibrary';
import { type EngineWish, ExperimentRuns, type FinishedRun, type RunUnderWay } from './experimentRuns';

const probe = (script: string, tolerance = 0) => ({
  type: 'probe',
  name: 'node',
  tolerance,
  provider: { type: 'process', path: process.execPath, arguments: ['-e', script] },
});

const experiment = (title: string, more: object = {}) =>
  JSON.stringify({
    title,
    description: 'For a test.',
    'steady-state-hypothesis': { title: 'Node works', probes: [probe('0')] },
    method: [],
    ...more,
  });

/** A method that lasts until it is ended. */
const endless = { method: [{ ...probe('setInterval(() => {}, 1000)'), background: false }] };

describe('ExperimentRuns', () => {
  let workspace: string;
  let asked: boolean[];
  let runs: ExperimentRuns;

  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'chaos-lab-runs-'));
    asked = [];
    runs = create();
  });
  afterEach(async () => {
    await runs.close(60_000);
    runs.dispose();
    await rm(workspace, { recursive: true, force: true });
  });

  const create = (engine = async (_: EngineWish): Promise<string | undefined> => undefined) =>
    new ExperimentRuns({
      library: loadLibrary,
      engine: (wish) => {
        asked.push(wish.start);
        return engine(wish);
      },
      guard: { guardPath: 'none' },
      workspaceOf: () => workspace,
      env: process.env,
      log: silentLog,
    });

  const file = (name: string) => join(workspace, `${name}.chaos.json`);
  const run = (name: string, more?: object, signal?: AbortSignal) =>
    runs.run({ file: file(name), text: experiment(name, more) }, signal);
  const until = (met: (current: readonly RunUnderWay[]) => boolean) =>
    new Promise<void>((resolve) => {
      if (met(runs.current)) return resolve();
      const listening = runs.onDidChange((current) => {
        if (!met(current)) return;
        listening.dispose();
        resolve();
      });
    });

  it('runs what the editor holds, tells of it and keeps its journal', async () => {
    const told: FinishedRun[] = [];
    runs.onDidFinish((each) => told.push(each));
    const finished = await run('Passes');
    assert.equal(finished.journal.status, 'completed');
    assert.deepEqual([told, runs.lastOf(file('Passes')), runs.current], [[finished], finished, []]);
    const kept = await readdir(join(workspace, '.chaos', 'runs'));
    assert.deepEqual(
      kept.filter((name) => name !== '.gitignore').map((name) => join(workspace, '.chaos', 'runs', name)),
      [finished.journalFile],
    );
    assert.deepEqual(asked, [false], 'no engine is started for an experiment that names none');
  });

  it('runs what is on the disk when no editor holds it, and says what is not there', async () => {
    await writeFile(file('Saved'), experiment('Saved'));
    assert.equal((await runs.run({ file: file('Saved') })).journal.experiment.title, 'Saved');
    await assert.rejects(runs.run({ file: file('Gone') }), /^HumanError: Gone\.chaos\.json cannot be read/);
  });

  it('says where a file is wrong, and runs nothing of it', async () => {
    const text = '{\n  "title": "Broken",\n  "description": "x",\n  "method": [{ "type": "probe" }]\n}';
    await assert.rejects(
      runs.run({ file: file('Broken'), text }),
      /^HumanError: Broken\.chaos\.json, line 4: .+ There is 1 more error in it\.$/,
    );
    assert.equal(runs.lastOf(file('Broken')), undefined);
  });

  it('asks for the engine of the window, where the experiment wants to know it', async () => {
    runs = create(() => Promise.reject(new Error('no engine')));
    const configuration = { endpoint: { type: 'env', key: 'CHAOS_ENDPOINT', default: 'http://127.0.0.1:9' } };
    await assert.rejects(run('Wants one', { configuration }), /no engine/);
    assert.deepEqual(asked, [true]);
  });

  it('runs one at a time; the next waits', async () => {
    const first = run('First', endless);
    await until(([current]) => current?.phase === 'method');
    const second = run('Second');
    assert.deepEqual(
      runs.current.map(({ title, startedAt }) => [title, startedAt !== undefined]),
      [
        ['First', true],
        ['Second.chaos.json', false],
      ],
    );
    runs.cancel(file('First'));
    assert.equal((await first).journal.status, 'interrupted');
    assert.equal((await second).journal.status, 'completed');
  });

  it('gives up one that waits at once, and goes on with the others', async () => {
    const first = run('First', endless);
    const end = new AbortController();
    const second = run('Second', {}, end.signal);
    const third = run('Third');
    await until(([current]) => current?.phase === 'method');
    end.abort();
    await assert.rejects(second, { name: 'AbortError' });
    assert.deepEqual(
      runs.current.map(({ startedAt }) => startedAt !== undefined),
      [true, false],
    );
    runs.cancel(file('First'));
    await first;
    assert.equal((await third).journal.status, 'completed');
  });

  it('ends what runs when the window closes, with its rollbacks done', async () => {
    const rollbacks = [{ ...probe('0'), type: 'action', name: 'roll back', tolerance: undefined }];
    const running = run('Runs', { ...endless, rollbacks, runtime: { rollbacks: { strategy: 'always' } } });
    await until(([current]) => current?.phase === 'method');
    await runs.close();
    const { journal } = await running;
    assert.deepEqual([journal.status, journal.rollbacks.length], ['interrupted', 1]);
  });

  it('does not wait for ever for rollbacks that hang', async () => {
    const hangs = {
      ...probe('setInterval(() => {}, 1000)'),
      type: 'action',
      name: 'hang',
      tolerance: undefined,
    };
    const running = run('Hangs', {
      ...endless,
      rollbacks: [{ ...hangs, provider: { ...hangs.provider, timeout: 0.5 } }],
      runtime: { rollbacks: { strategy: 'always' } },
    });
    await until(([current]) => current?.phase === 'method');
    await runs.close(50);
    assert.deepEqual(
      runs.current.map(({ title }) => title),
      ['Hangs'],
    );
    await running;
  });

  it('says of a dry run that it is one', async () => {
    const { journal } = await runs.run({ file: file('Dry'), text: experiment('Dry'), dry: 'probes' });
    assert.equal(journal.experiment.dry, 'probes');
  });
});
