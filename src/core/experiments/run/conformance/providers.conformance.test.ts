import assert from 'node:assert/strict';
import type { FullActivity, HttpProvider, ProcessProvider } from '../../format/experiment';
import type { HttpOutput } from '../http/runHttp';
import type { ProcessOutput } from '../process/runProcess';
import { action, hypothesis, outputOf, probe, runAt, withTarget } from './target.fixture';

const request = (path: string, provider: Partial<HttpProvider> = {}): FullActivity =>
  action(path, { provider: { type: 'http', url: `\${url}${path}`, timeout: 5, ...provider } });

const form = 'application/x-www-form-urlencoded';
const asJson = { 'Content-Type': 'application/json' };

/** What a request looks like when it arrives: its line, its content type and its body. */
const requests: readonly (readonly [string, Partial<HttpProvider>, string, string | undefined, string])[] = [
  ['a GET without a method', {}, 'GET /any', undefined, ''],
  ['a method in capital letters', { method: 'put' }, 'PUT /any', undefined, ''],
  ['arguments of a GET as its query', { arguments: { a: 1, b: 'x y' } }, 'GET /any?a=1&b=x+y', undefined, ''],
  ['a list in a query as pairs', { arguments: { a: [1, 2] } }, 'GET /any?a=1&a=2', undefined, ''],
  [
    'a mapping in a query by its names',
    { arguments: { a: { b: 1, c: 2 } } },
    'GET /any?a=b&a=c',
    undefined,
    '',
  ],
  ['true as Python writes it', { arguments: { a: true } }, 'GET /any?a=True', undefined, ''],
  ['nothing for null', { arguments: { a: null, b: 1 } }, 'GET /any?b=1', undefined, ''],
  ['arguments as a form', { method: 'POST', arguments: { a: 1, b: 'x' } }, 'POST /any', form, 'a=1&b=x'],
  ['nothing for an empty form', { method: 'POST', arguments: {} }, 'POST /any', undefined, ''],
  ['a text as it is', { method: 'POST', arguments: 'hello' }, 'POST /any', undefined, 'hello'],
  [
    'JSON for exactly that content type',
    { method: 'POST', headers: asJson, arguments: [{ a: 1 }] },
    'POST /any',
    'application/json',
    '[{"a":1}]',
  ],
  [
    'a form for JSON with a charset',
    { method: 'POST', headers: { 'Content-Type': 'application/json; charset=utf-8' }, arguments: { a: 1 } },
    'POST /any',
    'application/json; charset=utf-8',
    'a=1',
  ],
  [
    'a body with DELETE',
    { method: 'DELETE', headers: asJson, arguments: [1] },
    'DELETE /any',
    'application/json',
    '[1]',
  ],
];

describe('An HTTP activity', () => {
  for (const [what, provider, line, contentType, body] of requests) {
    it(`sends ${what}`, () =>
      withTarget(async (target) => {
        await outputOf(target, request('/any', provider));
        const [asked] = target.asked;
        assert.deepEqual(
          [`${asked?.method} ${asked?.path}${asked?.query}`, asked?.headers['content-type'], asked?.body],
          [line, contentType, body],
        );
      }));
  }

  /** What a body becomes in the output. */
  const bodies: readonly (readonly [string, string, unknown])[] = [
    ['what JSON says', '/json', { a: [1, 2], b: { c: 'd' } }],
    ['text for JSON with a charset', '/json-charset', '{"a":1}'],
    ['Latin-1 for a text that names no encoding', '/latin', 'é'],
    ['text in the encoding that is named', '/utf8', 'é'],
    ['what a redirect leads to', '/redirect', 'ok'],
  ];
  for (const [what, path, body] of bodies) {
    it(`gives ${what}`, () =>
      withTarget(async (target) => {
        assert.deepEqual(((await outputOf(target, request(path))) as HttpOutput).body, body);
      }));
  }

  it('that is answered 418 has succeeded, with status and headers as they were', () =>
    withTarget(async (target) => {
      const output = (await outputOf(target, request('/teapot'))) as HttpOutput;
      assert.deepEqual([output.status, output.body], [418, 'short and stout']);
      assert.ok('Date' in output.headers, 'names as the server wrote them');
    }));

  /** What fails an activity and lets the run go on. Source: chaoslib/provider/http.py. */
  const failures: readonly (readonly [string, FullActivity, RegExp])[] = [
    [
      'nobody listens',
      request('/', { url: 'http://127.0.0.1:1/' }),
      /failed to connect to http:\/\/127\.0\.0\.1:1\//,
    ],
    ['nobody answers in time', request('/never', { timeout: 0.05 }), /activity took too long to complete/],
    ['nobody answers in the time to read', request('/never', { timeout: [5, 0.05] }), /took too long/],
    ['100 MB come', request('/large'), /answered with more than 10 MB/],
  ];
  for (const [what, activity, message] of failures) {
    it(`fails when ${what}`, () =>
      withTarget(async (target) => {
        assert.match(String(await outputOf(target, activity)), message);
      }));
  }

  /** What is more than a failure: it ends the method, in its background it ends nothing, and a hypothesis fails of it. */
  const breaks: typeof failures = [
    [
      'JSON is announced and does not come',
      request('/bad-json'),
      /says application\/json and answered something else/,
    ],
    [
      'JSON is announced and nothing comes',
      request('/empty-json'),
      /says application\/json and answered something else/,
    ],
    ['it is sent in circles', request('/loop'), /redirects more than 30 times/],
    ['its URL is none', request('/', { url: '${nobody}/x' }), /"\$\{nobody\}\/x" is no http or https URL/],
    [
      'its body cannot be a form',
      request('/any', { method: 'POST', arguments: [{ a: 1 }] }),
      /cannot be sent as a form: for a JSON body set/,
    ],
    [
      'JSON comes that is too deep',
      request('/deep-json'),
      /JSON with more than 1000 levels: ask for something/,
    ],
    ['its answer is cut off', request('/cut-off'), /the answer of \S+\/cut-off was cut off/],
    ['its timeout is no number', request('/any', { timeout: '${url}' as never }), /no number of seconds/],
  ];
  for (const [what, activity, message] of breaks) {
    it(`aborts the run when ${what}`, () =>
      withTarget(async (target) => {
        const journal = await runAt(target, { method: [activity, request('/next')] });
        assert.deepEqual([journal.status, journal.run.map(({ status }) => status)], ['aborted', ['failed']]);
        assert.match(journal.run[0]?.exception?.[0] ?? '', message);
        const inBackground = await runAt(target, {
          method: [{ ...activity, background: true }, request('/next')],
        });
        assert.deepEqual([inBackground.status, inBackground.run.length], ['completed', 2]);
        const probes = [{ ...activity, type: 'probe', tolerance: 200 } as const];
        const { status, steady_states } = await runAt(target, hypothesis(...probes));
        assert.deepEqual([status, steady_states.before?.probes[0]?.tolerance_met], ['failed', false]);
      }));
  }

  it('is sent again as often as max_retries says when there is no connection, and never for an answer', () =>
    withTarget(async (target) => {
      await outputOf(target, request('/teapot', { max_retries: 3 }));
      assert.equal(target.asked.length, 1);
      assert.match(
        String(await outputOf(target, request('/', { url: 'http://127.0.0.1:1/', max_retries: 2 }))),
        /failed/,
      );
    }));
});

/** A server that closes each connection without an answer. */
const requestsWithoutAnswer = (method: string): Promise<number> =>
  withTarget(async (target) => {
    await outputOf(target, request('/hang-up', { method, max_retries: 2 }));
    return target.asked.length;
  });

describe('An HTTP activity with retries whose connection is lost', () => {
  it('is sent again when twice is as once', async () => {
    assert.equal(await requestsWithoutAnswer('GET'), 3);
  });

  it('is not sent again when it may have been done', async () => {
    assert.equal(await requestsWithoutAnswer('POST'), 1);
  });
});

const node = (script: string, provider: Partial<ProcessProvider> = {}): FullActivity =>
  action('program', {
    provider: {
      type: 'process',
      path: process.execPath,
      arguments: ['-e', script],
      ...provider,
    } as ProcessProvider,
  });
const words = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';

describe('A process activity', () => {
  const outputs: readonly (readonly [string, FullActivity, Partial<ProcessOutput>])[] = [
    [
      'gives what it printed',
      node('console.log(1); console.error(2)'),
      { status: 0, stdout: '1\n', stderr: '2\n' },
    ],
    ['may end with any exit code', node('process.exit(3)'), { status: 3 }],
    [
      'tells the signal that ended it',
      node('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 9)'),
      { status: -15 },
    ],
    [
      'leaves out empty words',
      node('', { arguments: ['-e', words, 'a', '', null, 1, true] }),
      { stdout: '["a","1","True"]' },
    ],
    [
      'takes a mapping as words',
      node('', { arguments: { '-e': words, '--': 'a', b: 2 } }),
      { stdout: '["a","b","2"]' },
    ],
    [
      'takes a text as a line for the shell',
      node('', { arguments: '-p "1 + 1" && echo done' }),
      { stdout: '2\ndone\n' },
    ],
    ['takes variables', node('', { arguments: ['-p', '${sum}'] }), { stdout: '5\n' }],
    ['is found by its name', node('', { path: 'echo', arguments: ['hi'] }), { stdout: 'hi\n' }],
  ];
  for (const [what, activity, expected] of outputs) {
    it(what, () =>
      withTarget(async (target) => {
        const output = (await outputOf(target, activity, { sum: '2 + 3' })) as ProcessOutput;
        for (const [name, value] of Object.entries(expected))
          assert.deepEqual(output[name as keyof ProcessOutput], value, JSON.stringify(output));
      }),
    );
  }

  it('that does not end is ended at its timeout, with all that it has started', () =>
    withTarget(async (target) => {
      const nested = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 999)'], { stdio: 'inherit' });
        setInterval(() => {}, 999)`;
      const began = Date.now();
      const said = await outputOf(target, node(nested, { timeout: 0.5 }));
      assert.match(String(said), /process activity took too long to complete/);
      assert.ok(Date.now() - began < 10_000);
    }));

  it('that is not there fails, and says where to look', () =>
    withTarget(async (target) => {
      const said = await outputOf(target, node('', { path: 'no-such-program' }));
      assert.match(
        String(said),
        /no-such-program cannot be found: install it, or name it with its full path/,
      );
    }));

  it('of Python is refused with the way out', () =>
    withTarget(async (target) => {
      const python = probe('/any', { provider: { type: 'python', module: 'm', func: 'f' } });
      const { run } = await runAt(target, { method: [python] });
      assert.match(run[0]?.exception?.[0] ?? '', /needs Python: use a provider of type "http" or "process"/);
    }));
});
