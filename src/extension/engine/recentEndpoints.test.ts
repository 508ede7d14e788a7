import assert from 'node:assert/strict';
import { RecentEndpoints } from './recentEndpoints';

describe('RecentEndpoints', () => {
  it('keeps the last five, the latest first, each once', async () => {
    const kept = new Map<string, unknown>();
    const recent = new RecentEndpoints({
      get: <T>(key: string) => kept.get(key) as T | undefined,
      update: async (key: string, value: unknown) => void kept.set(key, value),
    } as ConstructorParameters<typeof RecentEndpoints>[0]);
    assert.deepEqual(recent.all, []);
    for (const name of ['a', 'b', 'c', 'a', 'd', 'e', 'f']) await recent.add(`http://${name}`);
    assert.deepEqual(
      recent.all,
      ['f', 'e', 'd', 'a', 'c'].map((name) => `http://${name}`),
    );
  });
});
