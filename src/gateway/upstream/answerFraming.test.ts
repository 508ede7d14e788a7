import assert from 'node:assert/strict';
import { rawExchange, withRawUpstream } from './rawUpstream.fixture';

const poison = 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\nX-Poison: 1\r\n\r\npoison';

const head = (...lines: string[]) => `HTTP/1.1 200 OK\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
const chunked = 'Transfer-Encoding: chunked';
const chunks = '2\r\nok\r\n0\r\n\r\n';

/** What the client of the first request gets: the answer (`ok`), nothing whole (`cut`), or a 502. */
type Got = 'ok' | 'cut' | '502';

/** Answers behind which another one stands, which nobody has asked for. */
const answers: Readonly<Record<string, readonly [answer: string, method: string, got: Got]>> = {
  'more than its length': [`${head('Content-Length: 2')}ok`, 'GET', 'ok'],
  'more than its chunks': [`${head(chunked)}${chunks}`, 'GET', 'ok'],
  'a body to HEAD': [`${head('Content-Length: 2')}ok`, 'HEAD', 'ok'],
  'a body to 204': ['HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok', 'GET', 'ok'],
  'a body to 304': ['HTTP/1.1 304 Not Modified\r\n\r\nok', 'GET', 'ok'],
  'a length and chunks': [`${head('Content-Length: 2', chunked)}${chunks}`, 'GET', '502'],
  'two lengths': [`${head('Content-Length: 2', 'Content-Length: 3')}ok`, 'GET', '502'],
  'a list of lengths': [`${head('Content-Length: 2, 2')}ok`, 'GET', '502'],
  'a length with a sign': [`${head('Content-Length: +2')}ok`, 'GET', '502'],
  'a coding that nobody knows': [`${head('Transfer-Encoding: gzip, chunked')}${chunks}`, 'GET', '502'],
  'a folded header': [`${head('X-A: b', ' c', 'Content-Length: 2')}ok`, 'GET', '502'],
  'a space before the colon': [`${head('Content-Length : 2')}ok`, 'GET', '502'],
  'a NUL': [`${head('X-A: \0', 'Content-Length: 2')}ok`, 'GET', '502'],
  'a bare line feed': ['HTTP/1.1 200 OK\nContent-Length: 2\n\nok\r\n\r\n', 'GET', '502'],
  'a chunk whose size is no number': [`${head(chunked)}zz\r\nok\r\n0\r\n\r\n`, 'GET', 'cut'],
  'a chunk longer than its size': [`${head(chunked)}2\r\nokay\r\n0\r\n\r\n`, 'GET', 'cut'],
  'a status that is none': ['HTTP/1.1 099 OK\r\nContent-Length: 2\r\n\r\nok', 'GET', '502'],
  'a control character in its reason': ['HTTP/1.1 200 O\x01K\r\nContent-Length: 2\r\n\r\nok', 'GET', '502'],
  'a control character in a trailer': [`${head(chunked)}2\r\nok\r\n0\r\nX-T: \x01\r\n\r\n`, 'GET', 'cut'],
  'a trailer that is none': [`${head(chunked)}2\r\nok\r\n0\r\nbad name: 1\r\n\r\n`, 'GET', 'cut'],
  'a change of protocol that nobody asked for, and all that belongs to it': [
    'HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    'GET',
    '502',
  ],
  'a change of protocol that nobody asked for': [
    'HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n',
    'GET',
    '502',
  ],
};

/** How a whole answer ends on the wire. */
const wholeEnd = (answer: string, method: string): RegExp => {
  if (answer.includes(chunked)) return /\r\n0\r\n\r\n$/;
  return method === 'HEAD' || /^HTTP\/1.1 (204|304)/.test(answer) ? /\r\n\r\n$/ : /\r\n\r\nok$/;
};

/** Requests that want trailers go over Node's own client, others over the gateway's. */
const ways = { plainly: '', 'with trailers': 'TE: trailers\r\n' };

for (const [way, wants] of Object.entries(ways)) {
  describe(`an answer that may be read in two ways, asked for ${way}`, () => {
    for (const [what, [answer, method, got]] of Object.entries(answers)) {
      it(`gives the client ${got}, and nobody what stands behind it: ${what}`, () =>
        withRawUpstream(
          (sent) => {
            if (!sent.endsWith('\r\n\r\n')) return undefined;
            return / \/second /.test(sent) ? head('X-Second: 1', 'Content-Length: 0') : answer + poison;
          },
          async ({ engine }) => {
            const asked = (name: string, path: string) =>
              rawExchange(
                engine.port,
                `${name} ${path} HTTP/1.1\r\nHost: localhost\r\n${wants}Connection: close\r\n\r\n`,
              );
            const first = await asked(method, '/first');
            if (got === '502')
              assert.match(
                first,
                /^HTTP\/1\.1 502 .*(does not speak HTTP|broke the connection off|could not be sent)/s,
              );
            else assert.match(first, /^HTTP\/1\.1 (200|204|304) |^$/);
            if (got === 'ok') assert.match(first, wholeEnd(answer, method));
            if (got === 'cut') assert.doesNotMatch(first, wholeEnd(answer, method));
            const second = await asked('GET', '/second');
            assert.match(second, /X-Second: 1/);
            assert.doesNotMatch(first + second, /poison/i);
            assert.deepEqual(engine.reports, []);
          },
        ));
    }
  });
}
