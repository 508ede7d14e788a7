import assert from 'node:assert/strict';
import type { ChaosEvent } from './chaosEvent';
import { EventHub } from './eventHub';
import { EventWriter } from './eventWriter';

const event = (time: number): ChaosEvent => ({
  time,
  service: 'lambda',
  operation: 'Invoke',
  region: 'us-east-1',
  status: 200,
  durationMs: 1,
  internal: true,
});

/** A reader that takes `room` writes, then none until it is read. */
class SlowReader {
  readonly texts: string[] = [];
  writableEnded = false;
  private onDrain: (() => void) | undefined;

  constructor(private room: number) {}

  write(text: string): boolean {
    this.texts.push(text);
    this.room -= 1;
    return this.room > 0;
  }

  once(_event: 'drain', listener: () => void): void {
    this.onDrain = listener;
  }

  read(room: number): void {
    this.room = room;
    const drained = this.onDrain;
    this.onDrain = undefined;
    drained?.();
  }

  get events(): (ChaosEvent & { dropped?: number })[] {
    return [...this.texts.join('').matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data));
  }
}

const setUp = (reader: SlowReader, lastId?: string, hub = new EventHub()) => {
  const writer = new EventWriter(reader, hub, hub.positionAfter(lastId));
  hub.subscribe(() => writer.wake());
  writer.wake();
  const publish = async (...times: number[]) => {
    for (const time of times) if (hub.isWanted()) hub.publish(event(time));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { hub, writer, publish };
};

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('a writer of events', () => {
  it('writes each event as one message with its id, those of one turn together', async () => {
    const reader = new SlowReader(10);
    const { hub, publish } = setUp(reader);
    await publish(1, 2);
    const message = (n: number) => `id: ${hub.run}-${n}\ndata: ${JSON.stringify(event(n))}\n\n`;
    assert.deepEqual(reader.texts, [message(1) + message(2)]);
  });

  it('keeps events for a reader that catches up, in order', async () => {
    const reader = new SlowReader(1);
    const { publish } = setUp(reader);
    for (const time of range(1, 5)) await publish(time);
    assert.equal(reader.events.length, 1);
    reader.read(10);
    assert.deepEqual(
      reader.events.map(({ time, dropped }) => [time, dropped]),
      range(1, 5).map((time) => [time, undefined]),
    );
  });

  it('keeps a bounded number for one that does not, and says how many are missing', async () => {
    const reader = new SlowReader(1);
    const { publish } = setUp(reader);
    await publish(0);
    await publish(...range(1, 5000));
    reader.read(2000);
    const [, first, second] = reader.events;
    assert.deepEqual([first?.time, first?.dropped], [905, 904]);
    assert.deepEqual([second?.time, second?.dropped], [906, undefined]);
    assert.equal(reader.events.length, 1 + 4096);
  });

  it('writes long backlogs in pieces, as the reader takes them', async () => {
    const reader = new SlowReader(1);
    const { publish } = setUp(reader);
    await publish(...range(1, 4000));
    assert.ok((reader.texts[0]?.length ?? 0) < 100_000);
    reader.read(1000);
    assert.deepEqual(
      reader.events.map(({ time }) => time),
      range(1, 4000),
    );
  });

  it('does not beat into a full buffer', () => {
    const reader = new SlowReader(2);
    const { writer } = setUp(reader);
    for (let n = 0; n < 100; n += 1) writer.beat();
    assert.equal(reader.texts.length, 2);
  });

  it('writes no more to a response that has ended', async () => {
    const reader = new SlowReader(10);
    const { publish } = setUp(reader);
    reader.writableEnded = true;
    await publish(1);
    assert.deepEqual(reader.texts, []);
  });
});
