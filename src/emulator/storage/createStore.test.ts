import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from './createStore';

const unexpected = (line: string): void => assert.fail(`reported: ${line}`);

describe('a store in a folder', () => {
  let dir: string;
  const stateFile = (name: string) => join(dir, 'state', `${name}.json`);
  const open = (report = unexpected) => createStore({ dir, report });

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'chaos-lab-store-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('has after a restart what was put before it, in order of insertion', async () => {
    const before = await open();
    before.collection('apis').put('us-east-1', 'b', { name: 'first' });
    before.collection('apis').put('us-east-1', '1', { name: 'second' });
    before.collection('apis').put('us-west-2', 'b', { name: 'elsewhere' });
    before.collection('apis').put('us-east-1', 'gone', {});
    before.collection('apis').delete('us-east-1', 'gone');
    await before.close();

    const after = await open();
    assert.deepEqual(after.collection('apis').all(), [
      { region: 'us-east-1', id: 'b', value: { name: 'first' } },
      { region: 'us-east-1', id: '1', value: { name: 'second' } },
      { region: 'us-west-2', id: 'b', value: { name: 'elsewhere' } },
    ]);
  });

  it('writes by itself soon after a change', async () => {
    const store = await open();
    store.collection('apis').put('us-east-1', 'a', { name: 'x' });
    await until(async () => (await readdir(join(dir, 'state'))).includes('apis.json'));
    assert.match(await readFile(stateFile('apis'), 'utf8'), /"name":"x"/);
  });

  it('sets a corrupt file aside, says so, and keeps the rest', async () => {
    const before = await open();
    before.collection('good').put('us-east-1', 'a', 1);
    const blob = await before.blobs.put(Buffer.from('named by the corrupt file'));
    before.collection('bad').put('us-east-1', 'a', { blob });
    await before.close();
    await truncate(stateFile('bad'), 40);

    const lines: string[] = [];
    const after = await open((line) => lines.push(line));
    assert.deepEqual(after.collection('bad').all(), []);
    assert.equal(after.collection('good').get('us-east-1', 'a'), 1);
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? '',
      /^Could not read the saved state .*bad\.json .*kept as .*bad\.json\.corrupt-/,
    );
    const aside = (await readdir(join(dir, 'state'))).filter((name) => name.startsWith('bad.json.corrupt-'));
    assert.equal(aside.length, 1);

    await after.close();
    const later = await open();
    assert.equal(String(await later.blobs.get(blob)), 'named by the corrupt file');
  });

  for (const [what, text] of [
    ['a newer format', '{"format":2,"regions":[]}'],
    ['regions of another shape', '{"format":1,"regions":{"us-east-1":{}}}'],
    ['no object', 'null'],
  ] as const) {
    it(`sets a file with ${what} aside`, async () => {
      await (await open()).close();
      await writeFile(stateFile('apis'), text);
      const lines: string[] = [];
      const store = await open((line) => lines.push(line));
      assert.deepEqual(store.collection('apis').all(), []);
      assert.equal(lines.length, 1);
    });
  }

  it('removes what an interrupted write left', async () => {
    await (await open()).close();
    await writeFile(join(dir, 'state', 'apis.json.1234.tmp'), '{"for');
    await open();
    assert.deepEqual(await readdir(join(dir, 'state')), []);
  });

  it('reports a write that failed and tries again', async () => {
    const lines: string[] = [];
    const store = await open((line) => lines.push(line));
    await rm(join(dir, 'state'), { recursive: true });
    store.collection('apis').put('us-east-1', 'a', 1);
    await assert.rejects(store.flush());
    store.collection('apis').put('us-east-1', 'b', 2);
    await until(async () => lines.length > 0);
    assert.match(lines[0] ?? '', /^Could not save the engine's state/);
  });

  it('drops content that no state names when it closes', async () => {
    const store = await open();
    const kept = await store.blobs.put(Buffer.from('kept'));
    await store.blobs.put(Buffer.from('orphan'));
    store.collection('objects').put('us-east-1', 'a', { blob: kept });
    await store.close();
    assert.deepEqual(await readdir(join(dir, 'blobs')), [kept]);
    assert.equal(String(await (await open()).blobs.get(kept)), 'kept');
  });

  it('drops when it opens what an engine that was killed left', async () => {
    const killed = await open();
    const orphan = await killed.blobs.put(Buffer.from('orphan'));
    await assert.rejects((await open()).blobs.get(orphan), /lacks the content/);
  });

  it('refuses content that was damaged on disk', async () => {
    const store = await open();
    const id = await store.blobs.put(Buffer.from('artifact'));
    await writeFile(join(dir, 'blobs', id), 'damaged!');
    await assert.rejects(store.blobs.get(id), /Deploy again/);
  });
});

describe('a store in memory', () => {
  it('gives the same collection for the same name', async () => {
    const store = await createStore({ report: unexpected });
    store.collection<number>('a').put('us-east-1', 'x', 1);
    assert.deepEqual(store.collection<number>('a').list('us-east-1'), [1]);
    assert.equal(store.collection<number>('a').delete('us-east-1', 'y'), false);
  });

  it('keeps only the content it is told to retain', async () => {
    const { blobs } = await createStore({ report: unexpected });
    const [a, b] = [await blobs.put(Buffer.from('a')), await blobs.put(Buffer.from('b'))];
    await blobs.retain(new Set([a]));
    assert.equal(String(await blobs.get(a)), 'a');
    await assert.rejects(blobs.get(b));
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!(await condition())) {
    if (Date.now() > deadline) assert.fail('the condition was not met within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
