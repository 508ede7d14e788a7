import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { comparisonMarkdown } from '../report/compareRuns';
import { runAnnotations } from '../report/githubAnnotations';
import { junitXml } from '../report/junitXml';
import { htmlReport, markdownReport } from '../report/reports';
import { deviatedJournal, experiment, journal, timeAt } from '../report/testJournal';
import { type HistoryLimits, RunHistory } from './runHistory';

const withHistory = async (
  work: (history: RunHistory) => Promise<void>,
  limits?: HistoryLimits,
): Promise<void> => {
  const workspace = await mkdtemp(join(tmpdir(), 'chaos-lab-history-'));
  try {
    await work(new RunHistory(workspace, limits));
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
};

const id = '2026-11-23T12-00-00-000Z-lambda-outage.json';

describe('RunHistory', () => {
  it('has nothing before the first run', () =>
    withHistory(async (history) => assert.deepEqual(await history.list(), [])));

  it('gives back what it was given, the newest first', () =>
    withHistory(async (history) => {
      assert.equal(await history.write(deviatedJournal), id);
      const other = journal({ start: timeAt(60), experiment: { ...experiment, title: '../Größe: 1/2?' } });
      await history.write(other);
      const found = await history.list();
      assert.deepEqual(
        found.map(({ at, name }) => [new Date(at).toISOString(), name]),
        [
          [`${timeAt(60)}Z`, 'größe-1-2'],
          [`${timeAt(0)}Z`, 'lambda-outage'],
        ],
      );
      assert.deepEqual(await history.read(id), deviatedJournal);
    }));

  it('keeps two runs that began at the same time', () =>
    withHistory(async (history) => {
      const ids = [await history.write(journal()), await history.write(journal())];
      assert.equal(new Set(ids).size, 2);
      assert.equal((await history.list()).length, 2);
    }));

  it('is passed over by git, unless the person wants it otherwise', () =>
    withHistory(async (history) => {
      await history.write(journal());
      const file = join(history.folder, '.gitignore');
      assert.equal(await readFile(file, 'utf8'), '*\n');
      await rm(file);
      await history.write(journal());
      assert.ok(!(await readdir(history.folder)).includes('.gitignore'));
    }));

  it('forgets the oldest beyond its limits, and nothing that is not its own', () =>
    withHistory(
      async (history) => {
        await mkdir(history.folder, { recursive: true });
        for (const name of ['notes.json', '2026-11-23-mine.json'])
          await writeFile(join(history.folder, name), 'x');
        for (let at = 0; at < 5; at++) await history.write(journal({ start: timeAt(at) }));
        assert.deepEqual(
          (await history.list()).map(({ at }) => new Date(at).toISOString().slice(17, 19)),
          ['04', '03', '02'],
        );
        assert.equal((await readdir(history.folder)).length, 5);
      },
      { runs: 3, bytes: 1e9, bytesOfOne: 1e6 },
    ));

  it('forgets the run that it is told to, and no other file', () =>
    withHistory(async (history) => {
      const ids = [await history.write(journal()), await history.write(journal())];
      await history.delete(ids[0] ?? '');
      await history.delete(ids[0] ?? '');
      assert.deepEqual(
        (await history.list()).map(({ id: left }) => left),
        ids.slice(1),
      );
      await assert.rejects(history.delete('.gitignore'), /not the name of a run/);
      await assert.rejects(history.delete('../../package.json'), /not the name of a run/);
    }));

  it('keeps the newest run however large it is', () =>
    withHistory(
      async (history) => {
        for (let at = 0; at < 3; at++) await history.write(journal({ start: timeAt(at) }));
        assert.equal((await history.list()).length, 1);
      },
      { runs: 9, bytes: 10, bytesOfOne: 1e6 },
    ));

  it('says of a file that is cut off, too large, gone or something else what it is', () =>
    withHistory(
      async (history) => {
        await history.write(journal());
        const file = join(history.folder, id);
        await truncate(file, 100);
        await assert.rejects(
          history.read(id),
          /^HumanError: 2026.* cannot be read: .*JSON.* It was cut off or changed/,
        );
        await truncate(file, 0);
        await assert.rejects(history.read(id), /it is empty/);
        await writeFile(file, '[]');
        await assert.rejects(history.read(id), /^HumanError: 2026.* is no journal of an experiment/);
        await writeFile(file, '{"experiment":{"title":"x"},"start":"x","status":"won"}');
        await assert.rejects(history.read(id), /no journal of an experiment \(status: /);
        await writeFile(file, Buffer.alloc(3000));
        await assert.rejects(history.read(id), /more than a run leaves behind/);
        await rm(file);
        await assert.rejects(history.read(id), /cannot be read \(ENOENT/);
      },
      { runs: 9, bytes: 1e6, bytesOfOne: 2500 },
    ));

  it('reads nothing but what it lists', () =>
    withHistory(async (history) => {
      await assert.rejects(history.read('../../secret.json'), /not the name of a run/);
      await mkdir(join(history.folder, id), { recursive: true });
      await symlink('/nowhere', join(history.folder, id.replace('00-000Z', '01-000Z')));
      assert.deepEqual(await history.list(), []);
    }));

  it("reads Chaos Toolkit's own journals", () =>
    withHistory(async (history) => {
      await history.write(journal());
      const activity = {
        name: 'cluster',
        type: 'probe',
        provider: { type: 'python', module: 'm', func: 'f' },
      };
      const done = {
        activity,
        output: 'available',
        start: timeAt(1),
        status: 'succeeded',
        end: timeAt(2),
        duration: 1,
      };
      const theirs = {
        ...journal(),
        experiment: {
          title: 'Failover',
          description: 'x',
          method: [{ ref: 'cluster' }],
          rollbacks: [],
          dry: null,
        },
        steady_states: { before: null, after: null, during: [] },
        run: [done],
      };
      await writeFile(join(history.folder, id), JSON.stringify(theirs));
      const { experiment: read, run } = await history.read(id);
      assert.deepEqual([read.dry, run[0]?.activity, run[0]?.output], [undefined, activity, 'available']);
    }));

  it('makes something that can be reported on of a hostile journal', () =>
    withHistory(async (history) => {
      await history.write(journal());
      const odd = {
        experiment: {
          title: 'odd',
          method: 7,
          'steady-state-hypothesis': { probes: [null, { name: {} }, { ref: 5 }] },
        },
        start: 'yesterday',
        status: 'completed',
        duration: 'long',
        deviated: 'yes',
        steady_states: {
          before: 1,
          after: { probes: [{ activity: null }, {}] },
          during: [{}, { probes: 'x' }],
        },
        run: [
          { activity: { provider: { type: 'http', url: 5, headers: null } }, output: { status: 'x' } },
          null,
        ],
        extensions: [{}],
      };
      await writeFile(join(history.folder, id), JSON.stringify(odd));
      const run = { journal: await history.read(id), file: 'odd.yaml' };
      assert.match(markdownReport([run]), /^# 1 experiment: 1 passed/);
      assert.match(htmlReport([run]), /<h1>1 experiment: 1 passed/);
      assert.equal(XMLValidator.validate(junitXml([run])), true);
      assert.match(comparisonMarkdown(run, run), /^# odd: two runs/);
      assert.deepEqual(runAnnotations(run, '/'), []);
    }));
});
