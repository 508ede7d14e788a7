import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLibrary } from '../../../core/experiments/loadLibrary';
import { deviatedJournal, experiment, journal, timeAt } from '../../../core/experiments/report/testJournal';
import { ExperimentRuns } from '../../../core/experiments/runs/experimentRuns';
import { silentLog } from '../../../core/log';
import { LastRuns } from './lastRuns';

const text = JSON.stringify({ title: experiment.title, description: 'For a test.', method: [] });

describe('LastRuns', () => {
  let workspace: string;
  let runs: ExperimentRuns;

  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'chaos-lab-last-'));
    runs = new ExperimentRuns({
      library: loadLibrary,
      engine: async () => undefined,
      guard: { guardPath: 'none' },
      workspaceOf: () => workspace,
      env: process.env,
      log: silentLog,
    });
  });
  afterEach(async () => {
    runs.dispose();
    await rm(workspace, { recursive: true, force: true });
  });

  it('know of a run of another day from its journal, and of none that never was', async () => {
    const history = new (await loadLibrary()).RunHistory(workspace);
    const id = await history.write(deviatedJournal);
    const last = new LastRuns(runs);
    const file = join(workspace, 'a.chaos.json');
    assert.deepEqual(await last.of(file, experiment.title), {
      label: 'deviated',
      isGood: false,
      isDry: false,
      endedAt: Date.parse(`${deviatedJournal.end}Z`),
      journalFile: history.fileOf(id),
    });
    assert.equal(await last.of(file, 'Another'), undefined);
    assert.equal(await last.of(file, undefined), undefined);
  });

  it('read what others have kept once, until they are to look again', async () => {
    const history = new (await loadLibrary()).RunHistory(workspace);
    const last = new LastRuns(runs);
    const labelOf = async () => (await last.of(join(workspace, 'a.chaos.json'), experiment.title))?.label;
    assert.equal(await labelOf(), undefined);
    await history.write(journal({ start: timeAt(0) }));
    assert.equal(await labelOf(), undefined);
    last.forget();
    assert.equal(await labelOf(), 'passed');
  });

  it('know of a run of this window at once, whatever the file is called by now', async () => {
    const file = join(workspace, 'a.chaos.json');
    const last = new LastRuns(runs);
    assert.equal(await last.of(file, experiment.title), undefined);
    const { journalFile } = await runs.run({ file, text, dry: 'pause' });
    const found = await last.of(file, 'It has another title now');
    assert.deepEqual([found?.label, found?.isDry, found?.journalFile], ['passed', true, journalFile]);
  });
});
