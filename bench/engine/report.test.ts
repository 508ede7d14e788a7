import assert from 'node:assert/strict';
import { NOTHING } from './identify/measureIdentify';
import { tablesOf } from './report';

describe('the report of the engine', () => {
  it('compares identifying a call with doing nothing, by medians', () => {
    const text = tablesOf(
      {
        load: new Map(),
        latency: { behind: [], proxy: [], pass: [] },
        startMs: { node: [], engine: [], gateway: [] },
        residentBytes: { proxy: [], pass: [] },
        identifyNs: new Map([
          [NOTHING, [5, 4, 9]],
          ['a path', [1000, 500, 5000]],
        ]),
        table: [
          { ms: 5.24, bytes: 900_000 },
          { ms: 9, bytes: 940_000 },
          { ms: 4, bytes: 800_000 },
        ],
      },
      new Map(),
    );
    assert.ok(text.includes(`| ${NOTHING} | 5 ns | × 1 |\n| a path | 1000 ns | × 200 |`), text);
    assert.ok(text.includes('loaded in 5.2 ms when it is first asked for, 0.9 MB of heap.'), text);
  });
});
