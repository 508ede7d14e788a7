import assert from 'node:assert/strict';
import { endToEndHeaders } from './endToEndHeaders';

describe('headers that go from end to end', () => {
  it('keep case, order and repetition', () => {
    const raw = ['Host', 'a', 'X-One', '1', 'x-oNE', '2', 'Content-Length', '3', 'Expect', '100-continue'];
    assert.deepEqual(endToEndHeaders(raw), raw);
  });

  it('are without those of the connection', () => {
    const raw = [
      'Transfer-Encoding',
      'chunked',
      'KEEP-ALIVE',
      'timeout=5',
      'TE',
      'trailers',
      'Upgrade',
      'h2c',
    ];
    assert.deepEqual(endToEndHeaders([...raw, 'Date', 'today']), ['Date', 'today']);
  });

  it('keep what says which message it is, and where it ends, whatever Connection names', () => {
    const raw = [
      'Host',
      'a',
      'Content-Length',
      '3',
      'X-Amz-Target',
      'x',
      'Authorization',
      'y',
      'x-chaos-gateway',
      'z',
    ];
    const named = ['Connection', 'host, content-length, X-Amz-Target, authorization, x-chaos-gateway'];
    assert.deepEqual(endToEndHeaders([...raw, ...named]), raw);
  });

  it('are without what the Connection headers name', () => {
    const raw = [
      'Connection',
      'close, X-Mine',
      'X-Mine',
      '1',
      'x-yours',
      '2',
      'connection',
      'X-YOURS',
      'X-Our',
      '3',
    ];
    assert.deepEqual(endToEndHeaders(raw), ['X-Our', '3']);
  });
});
