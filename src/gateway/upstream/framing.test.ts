import assert from 'node:assert/strict';
import { okToEach, rawExchange, withRawUpstream } from './rawUpstream.fixture';

const chunked = 'Transfer-Encoding: chunked\r\n';
const head = (...lines: string[]) => `POST /first HTTP/1.1\r\nHost: localhost\r\n${lines.join('')}\r\n`;
const sized = (value: string) => `${head(`Content-Length: ${value}\r\n`)}hello`;
const coded = (...values: string[]) =>
  `${head(...values.map((value) => `Transfer-Encoding: ${value}\r\n`))}0\r\n\r\n`;
const lined = (lines: string) => head(lines, 'Content-Length: 0\r\n');
const chunks = (text: string) => `${head(chunked)}${text}\r\n0\r\n\r\n`;

/** What servers are known to read in different ways, so that one sees a request where the other sees a body. */
const ambiguous: Readonly<Record<string, readonly [request: string, status: number]>> = {
  'a length and chunks': [`${head('Content-Length: 5\r\n', chunked)}0\r\n\r\n`, 400],
  'chunks and a length': [`${head(chunked, 'Content-Length: 5\r\n')}0\r\n\r\n`, 400],
  'two lengths': [`${head('Content-Length: 5\r\n', 'Content-Length: 6\r\n')}hello`, 400],
  'the same length twice': [`${head('Content-Length: 5\r\n', 'Content-Length: 5\r\n')}hello`, 400],
  'a list of lengths': [sized('5, 5'), 400],
  'a length with a sign': [sized('+5'), 400],
  'a negative length': [sized('-1'), 400],
  'an empty length': [sized(''), 400],
  'a length in hexadecimal': [sized('0x5'), 400],
  'a length beyond all numbers': [sized('99999999999999999999'), 400],
  'chunks that are not the last coding': [coded('chunked, gzip'), 400],
  'a coding before the chunks': [coded('gzip, chunked'), 501],
  'two codings in two lines': [coded('chunked', 'identity'), 400],
  'chunks twice': [coded('chunked, chunked'), 400],
  'a coding in quotes': [coded('"chunked"'), 400],
  'a coding after a vertical tab': [coded('\x0bchunked'), 400],
  'chunks in HTTP/1.0': [
    `POST /first HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n${chunked}\r\n0\r\n\r\n`,
    400,
  ],
  'a folded header': [lined('X-A: b\r\n c\r\n'), 400],
  'a header folded by a tab': [lined('X-A: b\r\n\tc\r\n'), 400],
  'a space before the colon': [`${head('Content-Length : 5\r\n')}hello`, 400],
  'a space before the first header': [`POST /first HTTP/1.1\r\n X-A: b\r\nHost: localhost\r\n\r\n`, 400],
  'lines that end in a line feed alone': [
    'POST /first HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n',
    400,
  ],
  'one line that does': [lined('X-A: b\n'), 400],
  'a carriage return inside a header': [lined('X-A: b\rTransfer-Encoding: chunked\r\n'), 400],
  'a NUL': [lined('X-A: b\0c\r\n'), 400],
  'a chunk whose size is no number': [chunks('zz\r\nhello'), 400],
  'a chunk whose size is beyond all numbers': [chunks('ffffffffffffffffff\r\nhello'), 400],
  'a chunk longer than its size': [chunks('5\r\nhelloX'), 400],
  'a chunk size with a prefix': [chunks('0x5\r\nhello'), 400],
  'a chunk size with a space': [chunks('5 \r\nhello'), 400],
  'a chunk size that ends in a line feed alone': [chunks('5\nhello'), 400],
  'a chunk extension that does': [chunks('5;a\nhello'), 400],
  'two hosts': [lined('Host: evil.example\r\n'), 400],
  'the same host twice': [lined('host: localhost\r\n'), 400],
  'more headers than are read': [lined(`X-A: ${'a'.repeat(20_000)}\r\n`), 431],
};

describe('a request that may be read in two ways', () => {
  for (const [what, [request, status]] of Object.entries(ambiguous)) {
    it(`is refused with ${status}, and what follows it is not let through: ${what}`, () =>
      withRawUpstream(okToEach, async ({ engine, received }) => {
        const answer = await rawExchange(
          engine.port,
          `${request}GET /smuggled HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
        );
        assert.deepEqual(answer.match(/^HTTP\/1\.1 \d+/gm), [`HTTP/1.1 ${status}`]);
        assert.doesNotMatch(received(), /smuggled/);
        assert.deepEqual(engine.reports, []);
      }));
  }

  it('cannot take its own length out by naming it in Connection', () =>
    withRawUpstream(okToEach, async ({ engine, received }) => {
      const hidden = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n';
      await rawExchange(
        engine.port,
        `GET /first HTTP/1.1\r\nHost: localhost\r\nConnection: close, Content-Length\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
      );
      assert.match(received(), /^GET \/first .*\r\nContent-Length: \d+\r\n/s);
    }));
});
