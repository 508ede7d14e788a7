import assert from 'node:assert/strict';
import type { ResponseHead } from './responseHead';
import { ResponseReader } from './responseReader';

interface Read {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly body: string;
  readonly trailers: readonly string[] | 'not whole';
}

/** Reads an answer that comes in these pieces; `ends` when the connection ends behind it. */
function read(pieces: readonly string[], method = 'GET', ends = false): Read {
  let head: ResponseHead | undefined;
  let body = '';
  let trailers: Read['trailers'] = 'not whole';
  const reader = new ResponseReader(method, {
    onHead: (seen) => {
      head = seen;
    },
    onBody: (chunk) => {
      body += chunk.toString('latin1');
    },
    onEnd: (raw) => {
      trailers = raw;
    },
  });
  for (const piece of pieces) reader.read(Buffer.from(piece, 'latin1'));
  if (ends) reader.readEnd();
  return { status: head?.status ?? 0, rawHeaders: head?.rawHeaders ?? [], body, trailers };
}

const text = (...lines: string[]): string => lines.join('\r\n');

const counted = text('HTTP/1.1 200 OK', 'Content-Type: text/plain', 'content-length: 5', '', 'hello');
const chunked = text(
  'HTTP/1.1 100 Continue',
  '',
  'HTTP/1.1 201 Created',
  'Set-Cookie: a=1',
  'Set-Cookie: b=2',
  'X-Name: J\xfcrgen',
  'Transfer-Encoding: chunked',
  '',
  '5;ext=1',
  'hello',
  '1A ',
  'abcdefghijklmnopqrstuvwxyz',
  '0',
  'X-Sum: 7',
  '',
  '',
);

describe('the answer of a server', () => {
  it('is read with a length, headers as they were sent', () => {
    const rawHeaders = ['Content-Type', 'text/plain', 'content-length', '5'];
    assert.deepEqual(read([counted]), { status: 200, rawHeaders, body: 'hello', trailers: [] });
  });

  it('is read in chunks, with trailers, and interim answers skipped', () => {
    assert.deepEqual(read([chunked]), {
      status: 201,
      rawHeaders: [
        'Set-Cookie',
        'a=1',
        'Set-Cookie',
        'b=2',
        'X-Name',
        'J\xfcrgen',
        'Transfer-Encoding',
        'chunked',
      ],
      body: 'helloabcdefghijklmnopqrstuvwxyz',
      trailers: ['X-Sum', '7'],
    });
  });

  it('is the same wherever it is cut', () => {
    for (const whole of [counted, chunked]) {
      const expected = read([whole]);
      for (let at = 1; at < whole.length; at++)
        assert.deepEqual(read([whole.slice(0, at), whole.slice(at)]), expected, `cut at ${at}`);
      assert.deepEqual(read([...whole]), expected);
    }
  });

  it('ends with the connection when nothing tells its length', () => {
    const head = text('HTTP/1.0 200 OK', 'a: b', '', '');
    assert.deepEqual(read([head, 'all ', 'of it'], 'GET', true).body, 'all of it');
    assert.equal(read([head, 'all'], 'GET', false).trailers, 'not whole');
    assert.equal(read([counted.slice(0, -1)], 'GET', true).trailers, 'not whole');
  });

  it('has no body where HTTP knows none, whatever its length', () => {
    const head = (status: string) => text(`HTTP/1.1 ${status}`, 'Content-Length: 5', '', '');
    for (const [status, method] of [
      ['200 OK', 'HEAD'],
      ['204 No Content', 'GET'],
      ['304 Not Modified', 'GET'],
    ] as const)
      assert.deepEqual(read([head(status)], method).trailers, [], `${method} ${status}`);
    assert.equal(read([head('200 OK')]).trailers, 'not whole');
  });

  for (const [what, answer, code] of [
    ['no HTTP', 'SSH-2.0-OpenSSH', 'HPE_INVALID_CONSTANT'],
    ['HTTP/2', text('HTTP/2 200', '', ''), 'HPE_INVALID_CONSTANT'],
    ['lines without a carriage return', 'HTTP/1.1 200 OK\nContent-Length: 0\n\n', 'HPE_INVALID_CONSTANT'],
    ['a head without an end', `HTTP/1.1 200 OK\r\na: ${'b'.repeat(17_000)}`, 'HPE_HEADER_OVERFLOW'],
    ['a name with a space', text('HTTP/1.1 200 OK', 'a b: c', '', ''), 'HPE_INVALID_HEADER_TOKEN'],
    ['a folded header', text('HTTP/1.1 200 OK', 'a: b', ' c', '', ''), 'HPE_INVALID_HEADER_TOKEN'],
    ['a value with a line break', text('HTTP/1.1 200 OK', 'a: b\nc: d', '', ''), 'HPE_INVALID_HEADER_TOKEN'],
    [
      'two lengths',
      text('HTTP/1.1 200 OK', 'Content-Length: 1', 'Content-Length: 2', '', ''),
      'HPE_INVALID_CONTENT_LENGTH',
    ],
    ['no length', text('HTTP/1.1 200 OK', 'Content-Length: 0x1', '', ''), 'HPE_INVALID_CONTENT_LENGTH'],
    [
      'a length and chunks',
      text('HTTP/1.1 200 OK', 'Content-Length: 1', 'Transfer-Encoding: chunked', '', ''),
      'HPE_INVALID_TRANSFER_ENCODING',
    ],
    ['another protocol', text('HTTP/1.1 101 Switching Protocols', '', ''), 'HPE_INVALID_STATUS'],
    ['more than it says', `${counted}!`, 'HPE_CLOSED_CONNECTION'],
    ['an answer to nothing', counted + counted, 'HPE_CLOSED_CONNECTION'],
    [
      'a chunk that is longer than it says',
      text('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '1', 'hello', ''),
      'HPE_INVALID_CHUNK_SIZE',
    ],
    [
      'no size of a chunk',
      text('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', '-1', ''),
      'HPE_INVALID_CHUNK_SIZE',
    ],
  ] as const)
    it(`is refused with ${what}`, () => {
      assert.throws(() => read([answer]), { code });
    });
});
