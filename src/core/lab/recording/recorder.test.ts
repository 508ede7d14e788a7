import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolder } from '../../../../test/support/withFolder.mjs';
import type { EndpointsState } from '../../endpoints/endpoint';
import type { EngineStatus } from '../../engines/engine';
import { Emitter, Tracker } from '../../event';
import { FakeClock } from '../../fakeClock';
import type { FaultsState } from '../../faults/faultsState';
import type { LabNews } from '../labService';
import { ResponseLog } from '../responseLog';
import { readRecording } from './readRecording';
import { type Recorded, Recorder } from './recorder';
import { helloEndpoint } from './testRecording';

const capabilities = {
  faults: true,
  effects: true,
  leases: true,
  events: true,
  hitCounts: true,
  product: 'chaos-lab 0.1.0',
};

const setUp = (maxBytes?: number) => {
  const clock = new FakeClock(1000);
  const news = new Emitter<LabNews>();
  const log = new ResponseLog();
  const engine = new Tracker<EngineStatus>({ state: 'ready', endpoint: 'http://e', capabilities });
  const endpoints = new Tracker<EndpointsState>({
    endpoints: [{ endpoint: helloEndpoint, health: 'unknown', samples: [] }],
    stale: false,
    discovered: true,
  });
  const faults = new Tracker<FaultsState>({ available: true, rules: [], latencyMs: 0 });
  const call = {
    kind: 'call',
    id: 'c',
    service: 's3',
    operation: 'GetObject',
    region: 'r',
    internal: false,
  } as const;
  const recorder = new Recorder({
    lab: { onDidChange: news.event, log, lanes: [call] },
    engine,
    endpoints,
    faults,
    product: 'Chaos Lab 0.1.0',
    clock,
    ...(maxBytes !== undefined && { maxBytes }),
  });
  const answer = (status: number, body: Uint8Array) => {
    const mark = { at: clock.now(), status, durationMs: 2, injected: status >= 500 };
    const detail = { headers: [['content-type', 'x']] as const, body, truncated: false };
    const { detail: _, ...response } = log.add({ ...mark, endpointId: helloEndpoint.id, detail });
    news.fire({ marks: [{ laneId: helloEndpoint.id, ...mark }], responses: [response] });
  };
  const listeners = () => news.size;
  return { clock, news, engine, faults, recorder, answer, listeners };
};

describe('Recorder', () => {
  it('writes what comes, and ends with a line that says so', () =>
    withFolder(async (folder: string) => {
      const { clock, engine, faults, news, recorder, answer, listeners } = setUp();
      const path = join(folder, 'a.chaoslog');
      answer(200, Buffer.from('before'));
      await recorder.start(path);
      assert.deepEqual(recorder.current, { state: 'recording', since: 1000 });
      answer(200, Buffer.from('hällo'));
      const rule = { service: 'lambda', description: 'chaos-lab:x' };
      faults.set({ available: true, latencyMs: 0, rules: [{ rule, index: 0, owner: 'ours', hits: 0 }] });
      faults.set({ available: true, latencyMs: 0, rules: [{ rule, index: 0, owner: 'ours', hits: 1 }] });
      await clock.advance(500);
      answer(502, Buffer.from([0xff, 0xfe, 0]));
      news.fire({
        marks: [{ laneId: 'c', at: 7, status: 200, durationMs: 1, injected: false }],
        responses: [],
      });
      engine.set({ state: 'stopped' });
      const recorded = await recorder.stop();
      answer(200, Buffer.from('after'));
      assert.deepEqual(recorded, { path, startedAt: 1000 });
      assert.deepEqual(recorder.current, { state: 'idle' });
      assert.equal(listeners(), 0);
      const { header, lines, problems } = await readRecording(createReadStream(path));
      assert.deepEqual(problems, []);
      assert.equal(header.engine.product, 'chaos-lab 0.1.0');
      assert.deepEqual(
        lines.map((line) => [line.kind, line.at]),
        [
          ['faults', 1000],
          ['probe', 1000],
          ['faults', 1000],
          ['probe', 1500],
          ['event', 7],
          ['note', 1500],
          ['end', 1500],
        ],
      );
      const bodies = lines.flatMap((line) => (line.kind === 'probe' ? (line.body ?? line.bodyBase64) : []));
      assert.deepEqual(bodies, ['hällo', '//4A']);
    }));

  it('has written what came when the process dies', () =>
    withFolder(async (folder: string) => {
      const { recorder, answer } = setUp();
      const path = join(folder, 'a.chaoslog');
      await recorder.start(path);
      answer(200, Buffer.from('here'));
      let text = '';
      while (!text.includes('here')) text = await readFile(path, 'utf8');
      await recorder.stop();
    }));

  it('ends by itself at its bound, and says so', () =>
    withFolder(async (folder: string) => {
      const { recorder, answer } = setUp(4000);
      const path = join(folder, 'a.chaoslog');
      await recorder.start(path);
      const ended = new Promise<Recorded>((resolve) => recorder.onDidEnd(resolve));
      for (let n = 0; n < 30; n++) answer(200, Buffer.from('x'.repeat(100)));
      assert.match((await ended).reason ?? '', /^The recording has reached .* and ended\.$/);
      assert.deepEqual(recorder.current, { state: 'idle' });
      assert.deepEqual((await readRecording(createReadStream(path))).problems, []);
    }));

  it('begins nothing over a file that is there', () =>
    withFolder(async (folder: string) => {
      const { recorder } = setUp();
      const path = join(folder, 'a.chaoslog');
      await recorder.start(path);
      await recorder.start(path);
      await recorder.stop();
      await assert.rejects(recorder.start(path), /EEXIST/);
      assert.deepEqual(recorder.current, { state: 'idle' });
      assert.equal(await recorder.stop(), undefined);
    }));
});
