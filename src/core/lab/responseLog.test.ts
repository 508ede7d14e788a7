import assert from 'node:assert/strict';
import { type LoggedResponse, ResponseLog } from './responseLog';

const response = (at: number, change: Partial<LoggedResponse> = {}): Omit<LoggedResponse, 'id'> => ({
  at,
  endpointId: 'hello',
  status: 200,
  durationMs: 1,
  injected: false,
  ...change,
});

const withBody = (text: string) => ({
  detail: { headers: [['content-type', 'text/plain']] as const, body: Buffer.from(text), truncated: false },
});

const bodyOf = (entry: LoggedResponse | undefined) =>
  entry?.detail && Buffer.from(entry.detail.body).toString();

describe('ResponseLog', () => {
  it('keeps the last responses, and finds each by its number', () => {
    const log = new ResponseLog({ keptResponses: 2 });
    const ids = ['a', 'b', 'c'].map((text, at) => log.add(response(at, withBody(text))).id);
    assert.deepEqual(ids, [1, 2, 3]);
    assert.deepEqual(
      log.all.map(({ id, detail }) => [id, detail]),
      [
        [2, undefined],
        [3, undefined],
      ],
    );
    assert.deepEqual(
      [1, 2, 3, 4].map((id) => bodyOf(log.find(id))),
      [undefined, 'b', 'c', undefined],
    );
    assert.deepEqual([log.find(1), log.find(4)], [undefined, undefined]);
  });

  it('cuts long bodies, and lets the oldest go when all are too long together', () => {
    const log = new ResponseLog({ maxBodyBytes: 4, maxTotalBytes: 6 });
    for (const [at, text] of ['aaaaaa', 'bb', 'cc'].entries()) log.add(response(at, withBody(text)));
    assert.equal(log.find(1)?.detail, undefined);
    assert.deepEqual(
      [2, 3].map((id) => bodyOf(log.find(id))),
      ['bb', 'cc'],
    );
    log.add(response(3, withBody('dddddd')));
    assert.deepEqual([bodyOf(log.find(4)), log.find(4)?.detail?.truncated], ['dddd', true]);
  });

  it('remembers the last good response of each endpoint, longer than the log does', () => {
    const log = new ResponseLog({ keptResponses: 1 });
    log.add(response(1, withBody('good')));
    log.add(response(2, { ...withBody('refused'), status: 403 }));
    log.add(response(3, { ...withBody('injected'), status: 502, injected: true }));
    log.add(response(4, { status: 0, error: 'timeout' }));
    assert.equal(bodyOf(log.lastHealthy('hello')), 'good');
    assert.equal(log.lastHealthy('other'), undefined);
    log.keepOnly(new Set());
    assert.equal(log.lastHealthy('hello'), undefined);
  });
});
