import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measurementsOf } from '../report/measurements';
import type { Journal } from './journal';
import { closedJournal, openJournal } from './openJournal';

const document = readFileSync(join(import.meta.dirname, '../../../../docs/journal.md'), 'utf8');
const examples = [...document.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text));

describe('docs/journal.md', () => {
  it('shows a journal with the fields that a run writes, and the version that it writes', () => {
    const written = closedJournal({ title: 't', description: 'd', method: [] }, openJournal(0), 1000);
    const [shown] = examples;
    assert.deepEqual(Object.keys(shown), [...Object.keys(written), 'extensions']);
    assert.equal(shown['chaoslib-version'], written['chaoslib-version']);
    assert.ok(document.includes(`chaostoolkit-lib ${written['chaoslib-version']}`));
  });

  it('shows measurements as reports read them, every field of them told', () => {
    const [, shown] = examples;
    assert.deepEqual(measurementsOf({ extensions: [shown] } as unknown as Journal), shown);
    const names = [...JSON.stringify(shown).matchAll(/"(\w+)":/g)].map(([, name]) => name ?? '');
    const table = document.slice(document.lastIndexOf('| field | unit |'));
    const told = (name: string) => new RegExp(`\\b${name}\\b`).test(table);
    assert.deepEqual(
      [...new Set(names)].filter((name) => name !== 'name' && name !== 'endpoint' && !told(name)),
      [],
    );
  });
});
