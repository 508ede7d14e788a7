import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviatedJournal, experiment, journal, timeAt } from '../report/testJournal';
import { latestRun } from './latestRun';
import { RunHistory } from './runHistory';

describe('latestRun', () => {
  let workspace: string;
  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'chaos-lab-latest-'));
  });
  afterEach(() => rm(workspace, { recursive: true, force: true }));

  it('finds the newest run of an experiment, whatever others have run since', async () => {
    const history = new RunHistory(workspace);
    await history.write(deviatedJournal);
    const newest = await history.write(journal({ start: timeAt(60) }));
    await history.write(journal({ start: timeAt(120), experiment: { ...experiment, title: 'Another' } }));
    // Its file is called the same.
    const title = `${experiment.title}!`;
    await history.write(journal({ start: timeAt(180), experiment: { ...experiment, title } }));
    assert.equal((await latestRun(history, experiment.title))?.run.id, newest);
    assert.equal(await latestRun(history, 'Never run'), undefined);
  });

  it('passes over what cannot be read', async () => {
    const history = new RunHistory(workspace);
    const older = await history.write(deviatedJournal);
    await truncate(history.fileOf(await history.write(journal({ start: timeAt(60) }))), 10);
    assert.equal((await latestRun(history, experiment.title))?.run.id, older);
  });
});
