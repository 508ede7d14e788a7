import assert from 'node:assert/strict';
import type { ChaosEvent } from './chaosEvent';
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
    return this.texts.filter((text) => text.startsWith('data: ')).map((text) => JSON.parse(text.slice(6)));
  }
}

describe('a writer of events', () => {
  it('writes each event as one message', () => {
    const reader = new SlowReader(10);
    new EventWriter(reader).write(event(1));
    assert.deepEqual(reader.texts, [`data: ${JSON.stringify(event(1))}\n\n`]);
  });

  it('keeps events for a reader that catches up, in order', () => {
    const reader = new SlowReader(1);
    const writer = new EventWriter(reader);
    for (let time = 1; time <= 5; time += 1) writer.write(event(time));
    assert.equal(reader.events.length, 1);
    reader.read(10);
    assert.deepEqual(
      reader.events.map(({ time, dropped }) => [time, dropped]),
      [1, 2, 3, 4, 5].map((time) => [time, undefined]),
    );
  });

  it('keeps a bounded number for one that does not, and says how many are missing', () => {
    const reader = new SlowReader(1);
    const writer = new EventWriter(reader);
    for (let time = 0; time <= 1500; time += 1) writer.write(event(time));
    reader.read(2000);
    const [, first, second] = reader.events;
    assert.deepEqual([first?.time, first?.dropped], [501, 500]);
    assert.deepEqual([second?.time, second?.dropped], [502, undefined]);
    assert.equal(reader.events.length, 1 + 1000);
  });

  it('does not beat into a full buffer', () => {
    const reader = new SlowReader(2);
    const writer = new EventWriter(reader);
    for (let n = 0; n < 100; n += 1) writer.beat();
    assert.equal(reader.texts.length, 2);
  });
});
