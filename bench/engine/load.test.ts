import assert from 'node:assert/strict';
import { readWrk } from './load';

const said = (more = '') =>
  `Running 3s test @ http://127.0.0.1:1/\n  1 threads and 32 connections\n  201375 requests in 3.01s, 28.62MB read\n${more}` +
  'Requests/sec:  66545.98\n';

describe('what wrk says', () => {
  it('is read as requests and seconds', () => {
    assert.deepEqual(readWrk(said(), 'http://127.0.0.1:1/'), { requests: 201_375, seconds: 3.01 });
    assert.deepEqual(readWrk('9 requests in 1.50m, 1KB read', ''), { requests: 9, seconds: 90 });
  });

  it('fails when answers were no success, or none came', () => {
    for (const wrong of [
      '  Non-2xx or 3xx responses: 7\n',
      '  Socket errors: connect 0, read 3, write 0, timeout 0\n',
    ])
      assert.throws(() => readWrk(said(wrong), 'http://a/'), {
        message: `The load on http://a/ failed: ${wrong.trim()}`,
      });
    assert.throws(() => readWrk('unable to connect', 'http://a/'), /unable to connect/);
  });
});
