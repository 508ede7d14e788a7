import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseVariable, readVariables } from './variables';

describe('parseVariable', () => {
  it('is a text unless it says otherwise', () => {
    assert.deepEqual(['a=1', 'a:int=1', 'a:float=0.5', 'a:str=x=y', 'a:bytes=b', 'a='].map(parseVariable), [
      ['a', '1'],
      ['a', 1],
      ['a', 0.5],
      ['a', 'x=y'],
      ['a', 'b'],
      ['a', ''],
    ]);
  });

  it('refuses what is none in words', () => {
    const cases: readonly [string, RegExp][] = [
      ['a', /"a" is no variable\. Give name=value/],
      ['=1', /is no variable/],
      ['a:int=1.5', /a is to be of type int, and "1\.5" is not/],
      ['a:float=', /of type float, and "" is not/],
      ['a:date=1', /has the type "date"\. There are str, int, float and bytes/],
    ];
    for (const [text, said] of cases) assert.throws(() => parseVariable(text), said);
  });
});

describe('readVariables', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chaos-lab-variables-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const file = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  it('takes YAML, JSON and .env; the last decides, and --var before all', async () => {
    const files = [
      await file(
        'a.yaml',
        'configuration: {a: 1, b: 1, c: 1, d: 1}\nsecrets: {db: {user: me, password: x}}\n',
      ),
      await file('b.json', '{"b": [2], "c": 2, "d": 2}'),
      await file('c.env', '# comment\nexport c="3 3"\nd=3\n'),
      await file('s.json', '{"secrets": {"db": {"password": "y"}}}'),
    ];
    assert.deepEqual(await readVariables(files, [['d', 4]]), {
      configuration: { a: 1, b: [2], c: '3 3', d: 4 },
      secrets: { db: { user: 'me', password: 'y' } },
    });
  });

  it('says which file cannot be read', async () => {
    const cases: readonly [string, RegExp][] = [
      [join(folder, 'none.yaml'), /none\.yaml cannot be read \(ENOENT/],
      [await file('bad.json', '{"a": '), /bad\.json cannot be read \(/],
      [await file('list.yaml', '- a\n'), /list\.yaml holds no variables/],
    ];
    for (const [path, said] of cases) await assert.rejects(readVariables([path], []), said);
  });
});
