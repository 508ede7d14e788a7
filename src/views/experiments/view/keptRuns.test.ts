import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunHistory } from '../../../core/experiments/history/runHistory';
import { loadLibrary } from '../../../core/experiments/loadLibrary';
import { deviatedJournal, journal, timeAt } from '../../../core/experiments/report/testJournal';
import { silentLog } from '../../../core/log';
import { KeptRuns } from './keptRuns';

describe('KeptRuns', () => {
  let folders: string[];
  let kept: KeptRuns;
  beforeEach(async () => {
    folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'chaos-lab-kept-'))));
    kept = new KeptRuns({
      library: loadLibrary,
      workspaces: () => [...folders, ...folders],
      log: silentLog,
    });
  });
  afterEach(async () => {
    kept.dispose();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  const history = (index: number) => new RunHistory(folders[index] ?? '');
  const write = async (index: number, ...args: Parameters<RunHistory['write']>) =>
    history(index).fileOf(await history(index).write(...args));

  it('lists the runs of all folders once, the newest first, and reads none of them', async () => {
    const first = await write(0, journal());
    const second = await write(1, journal({ start: timeAt(60) }));
    const found = await kept.list();
    assert.deepEqual(
      found.map(({ file, workspace, name, summary }) => [file, workspace, name, summary]),
      [
        [second, folders[1], 'lambda-outage', undefined],
        [first, folders[0], 'lambda-outage', undefined],
      ],
    );
  });

  it('tells what came of a run once it has been read', async () => {
    const file = await write(0, deviatedJournal);
    await kept.list();
    await kept.read({ file });
    const [run] = kept.all;
    assert.equal(run?.summary && 'label' in run.summary && run.summary.label, 'deviated');
    assert.equal(await kept.read({ file: `${file}x` }), undefined);
  });

  it('deletes a run and nothing else, and tells of it', async () => {
    const file = await write(0, journal());
    const stays = await write(0, journal({ start: timeAt(60) }));
    let told = 0;
    kept.onDidChange(() => told++);
    await kept.delete(file);
    assert.deepEqual([kept.all.map((run) => run.file), told], [[stays], 1]);
    const mine = join(folders[0] ?? '', 'package.json');
    await assert.rejects(kept.delete(mine), /^HumanError: package\.json is not kept in a history/);
    await assert.rejects(kept.delete(join(history(0).folder, 'notes.json')), /not the name of a run/);
  });

  it('shows what can be listed when one folder cannot', async () => {
    await mkdir(join(folders[0] ?? '', '.chaos'));
    await writeFile(join(folders[0] ?? '', '.chaos', 'runs'), 'a file');
    await write(1, journal());
    assert.equal((await kept.list()).length, 1);
  });
});
