import assert from 'node:assert/strict';
import { withEngine } from '../../../cli/engine/withEngine';
import type { EngineStatus } from '../../engines/engine';
import { ExternalEngine } from '../../engines/externalEngine';
import { Tracker } from '../../event';
import { FakeClock } from '../../fakeClock';
import type { Crossing } from './crossing';
import { EventStream } from './eventStream';
import type { ReadEventsOptions } from './readEvents';

const ready = (endpoint: string, events = true): EngineStatus => ({
  state: 'ready',
  endpoint,
  capabilities: { faults: true, effects: true, leases: true, hitCounts: true, events, product: 'x' },
});

/** A reader that a test ends as it likes. */
const setUp = () => {
  const clock = new FakeClock();
  const engine = new Tracker<EngineStatus>({ state: 'stopped' });
  const reads: (ReadEventsOptions & { readonly end: () => void })[] = [];
  const read = (options: ReadEventsOptions) =>
    new Promise<void>((resolve, reject) => {
      options.signal.addEventListener('abort', () => reject(new Error('aborted')));
      reads.push({ ...options, end: resolve });
    });
  const stream = new EventStream({ engine, clock, read });
  const seen: Crossing[] = [];
  stream.onDidCross((crossing) => seen.push(crossing));
  const urls = () => reads.map(({ url, signal }) => [url, signal.aborted]);
  return { clock, engine, reads, stream, seen, urls };
};

describe('EventStream', () => {
  it('reads while it is wanted and an engine has events, wherever that is', () => {
    const { engine, stream, urls } = setUp();
    engine.set(ready('http://a'));
    assert.deepEqual(urls(), []);
    stream.setActive(true);
    engine.set(ready('http://b', false));
    engine.set(ready('http://c'));
    assert.deepEqual(urls(), [
      ['http://a/_chaos/events', true],
      ['http://c/_chaos/events', false],
    ]);
    stream.setActive(false);
    assert.deepEqual(urls()[1], ['http://c/_chaos/events', true]);
  });

  it('connects again when the stream breaks off, with longer and longer pauses', async () => {
    const { clock, engine, reads, stream } = setUp();
    engine.set(ready('http://a'));
    stream.setActive(true);
    for (const pauseMs of [500, 1000, 2000]) {
      const { length } = reads;
      reads.at(-1)?.end();
      await clock.advance(pauseMs - 1);
      assert.equal(reads.length, length);
      await clock.advance(1);
      assert.equal(reads.length, length + 1);
    }
    reads.at(-1)?.onOpen();
    assert.equal(stream.current, true);
    reads.at(-1)?.end();
    await clock.advance(500);
    assert.deepEqual([reads.length, stream.current], [5, false]);
    stream.dispose();
    await clock.advance(0);
    assert.equal(clock.pending, 0);
  });

  it('goes on where it was when it connects again, and begins anew elsewhere', async () => {
    const { clock, engine, reads, stream } = setUp();
    engine.set(ready('http://a'));
    stream.setActive(true);
    reads[0]?.onData('{}', 'run-7');
    reads[0]?.onData('oops', 'run-8');
    reads[0]?.end();
    await clock.advance(500);
    engine.set(ready('http://b'));
    assert.deepEqual(
      reads.map(({ lastId }) => lastId),
      [undefined, 'run-8', undefined],
    );
    stream.dispose();
  });

  it('passes over what is no event, and says how many were lost', () => {
    const { engine, reads, stream, seen } = setUp();
    engine.set(ready('http://a'));
    stream.setActive(true);
    const event = { time: 1, service: 's3', operation: 'GetObject', region: 'r', status: 200, durationMs: 2 };
    for (const data of ['oops', '{"time":"x"}', JSON.stringify({ ...event, internal: false, dropped: 3 })])
      reads[0]?.onData(data);
    assert.deepEqual(seen, [{ ...event, internal: false, dropped: 3 }]);
    stream.dispose();
    reads[0]?.onData(JSON.stringify(event));
    assert.equal(seen.length, 1);
  });

  it('tells what crosses a real engine, and lets go of it', () =>
    withEngine({}, async ({ url }) => {
      const engine = new ExternalEngine({ endpoint: url });
      await engine.start();
      const stream = new EventStream({ engine });
      const crossing = new Promise<Crossing>((resolve) => stream.onDidCross(resolve));
      const open = new Promise<boolean>((resolve) => stream.onDidChange(resolve));
      stream.setActive(true);
      assert.equal(await open, true);
      await fetch(`${url}/2015-03-31/functions`, {
        headers: {
          authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-west-2/lambda/aws4_request, x',
        },
      });
      const { service, operation, region, status } = await crossing;
      assert.deepEqual([service, operation, region, status], ['lambda', 'ListFunctions', 'us-west-2', 200]);
      stream.dispose();
      engine.dispose();
    }));
});
