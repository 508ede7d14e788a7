import assert from 'node:assert/strict';
import { createMemoryStore } from '../storage/memoryStore';
import type { LogGroup } from './logGroup';
import { LogGroupTable } from './logGroupTable';

const collection = () => createMemoryStore().collection<LogGroup>('log-groups');

const lines = (...messages: string[]) => messages.map((message, timestamp) => ({ timestamp, message }));

const messagesOf = ({ events }: LogGroup) => events.map(({ message }) => message);

describe('LogGroupTable', () => {
  it('makes groups and streams at the first line', () => {
    const table = new LogGroupTable(collection());
    table.append('us-east-1', '/g', 's', lines('a', 'b'));
    const group = table.get('us-east-1', '/g');
    assert.deepEqual([messagesOf(group), group.streams.map(({ name }) => name)], [['a', 'b'], ['s']]);
    assert.throws(() => table.get('us-west-2', '/g'), { code: 'ResourceNotFoundException' });
    table.close();
  });

  it('drops the oldest events of a group that has many', () => {
    const table = new LogGroupTable(collection());
    for (let n = 0; n < 20_000; n++) table.append('us-east-1', '/g', 's', lines(`line ${n}`));
    const messages = messagesOf(table.get('us-east-1', '/g'));
    assert.ok(messages.length >= 5_000 && messages.length <= 6_000, `${messages.length} events`);
    assert.equal(messages.at(-1), 'line 19999');
    table.close();
  });

  it('drops the oldest events of a group whose messages are long, and cuts endless ones', () => {
    const table = new LogGroupTable(collection());
    for (let n = 0; n < 50; n++) table.append('us-east-1', '/g', 's', lines(`${n}:${'x'.repeat(300_000)}`));
    const messages = messagesOf(table.get('us-east-1', '/g'));
    assert.ok(messages.every(({ length }) => length === 262_118));
    assert.ok(messages.length <= 4 && messages.at(-1)?.startsWith('49:'), `${messages.length} events`);
    table.close();
  });

  it('drops the oldest streams of a group with their events', () => {
    const table = new LogGroupTable(collection());
    for (let n = 0; n < 700; n++) table.append('us-east-1', '/g', `stream ${n}`, lines(`line ${n}`));
    const { streams, events } = table.get('us-east-1', '/g');
    assert.ok(streams.length >= 500 && streams.length <= 600, `${streams.length} streams`);
    assert.equal(events.length, streams.length);
    table.close();
  });

  it('hands new events to the collection at the latest when it closes, and drops what comes after', () => {
    const groups = collection();
    const saved: number[] = [];
    const table = new LogGroupTable({
      ...groups,
      get: groups.get.bind(groups),
      all: groups.all.bind(groups),
      put: (region, id, group) => {
        saved.push(group.events.length);
        groups.put(region, id, group);
      },
    } as typeof groups);
    table.append('us-east-1', '/g', 's', lines('a'));
    table.append('us-east-1', '/g', 's', lines('b'));
    table.close();
    table.append('us-east-1', '/g', 's', lines('c'));
    assert.deepEqual(saved, [0, 2]);
  });
});
