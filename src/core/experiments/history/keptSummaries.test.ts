import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviatedJournal, journal, timeAt } from '../report/testJournal';
import { KeptSummaries } from './keptSummaries';
import { RunHistory } from './runHistory';

describe('KeptSummaries', () => {
  let workspace: string;
  let history: RunHistory;
  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'chaos-lab-summaries-'));
    history = new RunHistory(workspace);
  });
  afterEach(() => rm(workspace, { recursive: true, force: true }));

  const latest = async () => {
    const [run] = await history.list();
    assert.ok(run);
    return run;
  };

  it('has what a row tells of a run', async () => {
    await history.write(deviatedJournal);
    const run = await latest();
    const summaries = new KeptSummaries();
    assert.equal(summaries.get(history, run), undefined);
    assert.deepEqual(await summaries.read(history, run), {
      title: 'Lambda outage',
      outcome: 'deviated',
      isGood: false,
      label: 'deviated',
      seconds: 12,
      scores: [
        { endpoint: 'GET ${base}/test', score: 100 },
        { endpoint: 'GET ${base}/v1/hello', score: 0 },
      ],
    });
  });

  it('reads a file once, until it is another', async () => {
    const file = history.fileOf(await history.write(journal()));
    const run = await latest();
    const summaries = new KeptSummaries();
    const first = await summaries.read(history, run);
    await rm(file);
    assert.equal(await summaries.read(history, run), first);
    await writeFile(file, '{}');
    assert.match(
      JSON.stringify(await summaries.read(history, await latest())),
      /no journal of an experiment/,
    );
  });

  it('forgets what is gone', async () => {
    await history.write(journal());
    const gone = await latest();
    await history.write(journal({ start: timeAt(9) }));
    const stays = await latest();
    const summaries = new KeptSummaries();
    for (const run of [gone, stays]) await summaries.read(history, run);
    summaries.keepOnly([{ history, run: stays }]);
    assert.equal(summaries.get(history, gone), undefined);
    assert.ok(summaries.get(history, stays));
  });

  it('does not read what would take long', async () => {
    await history.write(journal());
    assert.match(JSON.stringify(await new KeptSummaries(10).read(history, await latest())), /open it to see/);
  });
});
