import assert from 'node:assert/strict';
import { parsePageMessage } from './parsePageMessage';
import type { LabRequest } from './protocol';

describe('parsePageMessage', () => {
  it('lets through what the page may say, as it is', () => {
    const requests: LabRequest[] = [
      { kind: 'toggle', scope: { region: 'us-east-1', service: 'lambda' }, on: true },
      { kind: 'setRule', scope: {}, values: { probability: 0.5, error: { statusCode: 500, code: 'Oops' } } },
      { kind: 'setRule', scope: {}, values: { durationMs: 60_000 } },
      { kind: 'setLatency', latencyMs: 400 },
      { kind: 'setLoad', laneId: 'a', rate: 0.2 },
      { kind: 'setLoad', rate: 0 },
      { kind: 'haltAll' },
      { kind: 'adopt', ruleKey: 'x' },
      { kind: 'clear', ruleKey: 'x' },
      { kind: 'readResponse', responseId: 7 },
      { kind: 'seek', at: 1767268800000.5 },
      { kind: 'exportReport' },
      { kind: 'exportExperiment' },
      { kind: 'record', on: true },
      { kind: 'startEngine' },
      { kind: 'deploy' },
    ];
    const messages = [{ type: 'ready' }, ...requests.map((request) => ({ type: 'request', id: 1, request }))];
    assert.deepEqual(messages.map(parsePageMessage), messages);
  });

  it('refuses everything else', () => {
    const request = (asked: unknown) => ({ type: 'request', id: 1, request: asked });
    const wrong = [
      undefined,
      'ready',
      { type: 'command', command: 'x' },
      { type: 'ready', more: 1 },
      { type: 'request', request: { kind: 'haltAll' } },
      request({ kind: 'run', command: 'x' }),
      request({ kind: 'toggle', scope: { account: 'x' }, on: true }),
      request({ kind: 'toggle', scope: {}, on: 'yes' }),
      request({ kind: 'setRule', scope: {}, values: { probability: 2 } }),
      request({ kind: 'setLatency', latencyMs: -1 }),
      request({ kind: 'record', path: 'x' }),
      request({ kind: 'seek', at: 'now' }),
      request({ kind: 'setLoad', rate: 201 }),
      request({ kind: 'setLoad', rate: -1 }),
    ];
    assert.deepEqual(
      wrong.filter((each) => parsePageMessage(each) !== undefined),
      [],
    );
  });
});
