import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { formatLine } from '../logLines';
import { Replay } from '../replay';
import { helloEndpoint, readText, testHeader, testLines, testText } from '../testRecording';
import { byPhase, numbersOf, phasesOf } from './phases';
import { reportHtml } from './reportHtml';

const reportOf = async (text: string): Promise<string> => {
  const recording = await readText(text);
  return reportHtml(recording, new Replay(recording));
};

describe('reportHtml', () => {
  it('asks for nothing from elsewhere, and allows its own style alone', async () => {
    const page = await reportOf(testText);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
    assert.ok(page.includes(`content="${policy.replaceAll("'", '&#39;')}"`));
    assert.doesNotMatch(page, /<script|\ssrc=(?!x )|\shref=|url\(|@import|\sstyle=|\son\w+="/);
  });

  it('shows what was recorded as text, whatever it says', async () => {
    const page = await reportOf(testText);
    assert.ok(page.includes('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;'));
    const evil = `"'><script>alert(1)</script></style>\u0000`;
    const endpoint = { ...helloEndpoint, id: evil, path: evil, region: evil };
    const rule = { service: evil, error: { code: evil } };
    const hostile = [
      { ...testHeader, product: evil, engine: { product: evil }, endpoints: [endpoint] },
      { kind: 'faults', at: testHeader.startedAt, rules: [rule], latencyMs: 0 } as const,
      { ...testLines[3], endpoint: evil, error: evil, body: evil, rule },
      { kind: 'note', at: testHeader.startedAt, text: evil } as const,
    ];
    const text = hostile.map((line) => formatLine(line as never)).join('');
    const shown = await reportOf(text);
    assert.equal(shown.includes('<script'), false);
    assert.equal(shown.includes('\u0000'), false);
    assert.equal(shown.split('</style>').length, 2);
    assert.ok(shown.includes('&lt;script&gt;'));
  });

  it('tells faults, numbers, causes and notes', async () => {
    const page = (await reportOf(testText))
      .replace(/<\/?(code|strong)>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    assert.match(page, /lambda in us-east-1: 503/);
    assert.match(page, /Phase 2: GET \/v1\/hello in us-east-1 answers 502: API Gateway could not invoke/);
    assert.match(page, /GET \/v1\/hello · us-east-1 2, with faults 2 100 % 5 ms 5 ms 5 ms/);
    assert.match(page, /The engine is stopped\./);
  });

  it('stays small for a recording of hundreds of endpoints', async () => {
    const endpoints = Array.from({ length: 500 }, (_, n) => ({
      ...helloEndpoint,
      id: `e${n}`,
      path: `/${n}`,
    }));
    const lines = endpoints.flatMap(({ id }) =>
      Array.from({ length: 60 }, (_, n) => ({
        kind: 'probe' as const,
        at: testHeader.startedAt + n * 1000,
        endpoint: id,
        status: n % 2 ? 200 : 503,
        durationMs: 1,
        injected: false,
        body: 'x'.repeat(10),
      })),
    );
    const page = await reportOf([{ ...testHeader, endpoints }, ...lines].map(formatLine).join(''));
    assert.match(page, /the first 200 of 500 endpoints/);
    assert.match(page, /And 170 more\./);
    assert.ok(page.length < 4_000_000, `${page.length}`);
  });
});

describe('byPhase', () => {
  it('counts what a fault met before the lab saw it to the phase of the fault', () => {
    const phases = [
      { from: 0, to: 10, faults: [] },
      { from: 10, to: 20, faults: ['x'] },
    ];
    const mark = (at: number, injected: boolean) => ({ at, status: 503, durationMs: 1, injected });
    const found = byPhase([mark(8, false), mark(9, true), mark(10, true), mark(20, true)], phases);
    assert.deepEqual(
      found.map((marks) => marks.map(({ at }) => at)),
      [[8], [9, 10, 20]],
    );
  });
});

describe('phasesOf', () => {
  it('cuts the recording where the faults changed', async () => {
    const replay = new Replay(await readText(testText));
    const phases = phasesOf(replay);
    assert.deepEqual(
      phases.map(({ from, to, faults }) => [from - replay.from, to - replay.from, faults.length]),
      [
        [0, 5000, 0],
        [5000, 15_000, 1],
        [15_000, 20_000, 0],
      ],
    );
    const counts = byPhase(replay.responses, phases).map(numbersOf);
    assert.deepEqual(
      counts.map(({ count, errorRate, p99Ms }) => [count, errorRate, p99Ms]),
      [
        [1, 0, 5],
        [2, 1, 5],
        [1, 0, 5],
      ],
    );
  });
});
