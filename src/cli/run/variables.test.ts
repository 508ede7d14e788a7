import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseVariable, readVariables } from './variables';

describe('parseVariable', () => {
  it('is a text unless it says otherwise', () => {
    assert.deepEqual(
      ['a=1', 'a:int=1', 'a:float=0.5', 'a:str=x=y', 'a:bool=no', 'a:json={"b":[1]}', 'a='].map(
        parseVariable,
      ),
      [
        ['a', '1'],
        ['a', 1],
        ['a', 0.5],
        ['a', 'x=y'],
        ['a', false],
        ['a', { b: [1] }],
        ['a', ''],
      ],
    );
  });

  it('refuses what is none in words', () => {
    const cases: readonly [string, RegExp][] = [
      ['a', /"a" is no variable\. Give name=value/],
      ['=1', /is no variable/],
      ['a:int=1.5', /a is to be of type int, and "1\.5" is no whole number\./],
      ['a:float=', /of type float, and "" is no number/],
      ['a:date=1', /has the type "date"\. There are str, string, int/],
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

  it('takes YAML and JSON, and the environment from other files; the last decides, and --var before all', async () => {
    const files = [
      await file(
        'a.yaml',
        'configuration: {a: 1, b: 1, d: 1}\nsecrets: {db: {user: me, password: x}, other: {x: 1}}\n',
      ),
      await file('b.json', '{"configuration": {"b": [2], "d": 2}, "secrets": {"db": {"password": "y"}}}'),
      await file('.env', '# comment\n\nA=3 3\nB="x=y"\n'),
    ];
    assert.deepEqual(await readVariables(files, [['d', 4]]), {
      configuration: { a: 1, b: [2], d: 4 },
      secrets: { db: { password: 'y' }, other: { x: 1 } },
      env: { A: '3 3', B: '"x=y"' },
    });
  });

  it('says which file cannot be read', async () => {
    const cases: readonly [string, RegExp][] = [
      [join(folder, 'none.yaml'), /none\.yaml cannot be read \(ENOENT/],
      [await file('bad.json', '{"a": '), /bad\.json cannot be read \(/],
      [await file('list.yaml', '- a\n'), /list\.yaml holds no variables\. Put them under "configuration"/],
      [await file('plain.json', '{"a": 1}'), /plain\.json holds no variables/],
      [await file('odd.env', 'no variable\n'), /odd\.env has a line that is no variable: "no variable"/],
    ];
    for (const [path, said] of cases) await assert.rejects(readVariables([path], []), said);
  });
});
