import assert from 'node:assert/strict';
import { type Files, type LambdaUnderTest, withLambda } from '../withLambda';

/** Deploys, invokes once with `{ name: 'Ada' }`, and gives the parsed payload. */
async function answerOf({ deploy, invoke }: LambdaUnderTest, files: Files | string, settings = {}) {
  await deploy(files, settings);
  const { payload, functionError } = await invoke({ name: 'Ada' });
  const value = JSON.parse(payload);
  return functionError ? { functionError, ...value, trace: undefined } : value;
}

describe('a handler', () => {
  const forms: Record<string, [files: Files | string, handler?: string]> = {
    async: ['exports.handler = async ({ name }) => name'],
    'with a callback': ['exports.handler = ({ name }, _, done) => setTimeout(done, 5, null, name)'],
    'that returns a promise without being async': ['exports.handler = ({ name }) => Promise.resolve(name)'],
    'with context.succeed': ['exports.handler = ({ name }, context) => context.succeed(name)'],
    'as an ES module (.mjs)': [{ 'index.mjs': 'export const handler = async ({ name }) => name' }],
    'as an ES module by package.json': [
      { 'index.js': 'export const handler = async ({ name }) => name', 'package.json': '{"type":"module"}' },
    ],
    'as an ES module with top-level await': [
      { 'index.mjs': 'const n = await 1; export const handler = async ({ name }) => name' },
    ],
    'as .cjs beside a module package.json': [
      { 'index.cjs': 'exports.handler = async ({ name }) => name', 'package.json': '{"type":"module"}' },
    ],
    'in a folder': [{ 'src/health.js': 'exports.handler = async ({ name }) => name' }, 'src/health.handler'],
    'nested in its exports': [
      { 'dir/file.js': 'exports.api = { v1: { get: async ({ name }) => name } }' },
      'dir/file.api.v1.get',
    ],
    'that requires a file beside it': [
      {
        'index.js': "exports.handler = require('./lib/x')",
        'lib/x.js': 'module.exports = async ({ name }) => name',
      },
    ],
    'from a package in node_modules': [
      { 'node_modules/pkg/index.js': 'exports.handler = async ({ name }) => name' },
      'pkg.handler',
    ],
  };
  for (const [form, [files, Handler = 'index.handler']] of Object.entries(forms)) {
    it(`${form} answers`, () =>
      withLambda(async (lambda) => assert.equal(await answerOf(lambda, files, { Handler }), 'Ada')));
  }

  it('that returns nothing answers null', () =>
    withLambda(async (lambda) =>
      assert.equal(await answerOf(lambda, 'exports.handler = async () => {}'), null),
    ));

  it('that is neither async nor calls back answers null when its work is done', () =>
    withLambda(async (lambda) =>
      assert.equal(await answerOf(lambda, 'exports.handler = () => { setTimeout(() => {}, 10) }'), null),
    ));

  it('with a callback answers only when its event loop is empty', () =>
    withLambda(async (lambda) => {
      const source = `exports.handler = (_, __, done) => { setTimeout(() => console.log('late'), 50); done(null, 1) }`;
      assert.equal(await answerOf(lambda, source), 1);
      assert.ok(lambda.log.some((line) => line.endsWith('\tlate\n')));
    }));

  it('answers at once with callbackWaitsForEmptyEventLoop off', () =>
    withLambda(async (lambda) => {
      const source = `exports.handler = (_, context, done) => {
        context.callbackWaitsForEmptyEventLoop = false; setInterval(() => {}, 1000); done(null, 1) }`;
      assert.equal(await answerOf(lambda, source), 1);
    }));

  it('answers once, although it calls back twice', () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy('let n = 0; exports.handler = (_, __, done) => { done(null, ++n); done(null, 99); }');
      assert.deepEqual([(await invoke()).payload, (await invoke()).payload], ['1', '2']);
    }));

  it('carries payloads of megabytes both ways', () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy('exports.handler = async (event) => event');
      const event = { text: 'äöü"\\\n'.repeat(500_000) };
      assert.deepEqual(JSON.parse((await invoke(event)).payload), event);
    }));
});

describe('a handler that fails', () => {
  const failures: Record<
    string,
    [files: Files | string, errorType: string, errorMessage: RegExp, settings?: object]
  > = {
    throws: ['exports.handler = () => { throw new TypeError("no") }', 'TypeError', /^no$/],
    rejects: ['exports.handler = async () => { throw new Error("no") }', 'Error', /^no$/],
    'calls back with an error': ['exports.handler = (_, __, done) => done(new Error("no"))', 'Error', /^no$/],
    'throws a string': ['exports.handler = async () => { throw "no" }', 'string', /^no$/],
    'rejects without anybody noticing': [
      'exports.handler = () => new Promise(() => { Promise.reject(new Error("no")); setInterval(() => {}, 9) })',
      'Runtime.UnhandledPromiseRejection',
      /^Error: no$/,
    ],
    'throws in a timer': [
      'exports.handler = () => new Promise(() => setTimeout(() => { throw new RangeError("no") }, 1))',
      'RangeError',
      /^no$/,
    ],
    'exits the process': [
      'exports.handler = async () => process.exit(3)',
      'Runtime.ExitError',
      /^RequestId: \S+ Error: Runtime exited with error: exit status 3$/,
    ],
    'exits the process with 0': [
      'exports.handler = async () => process.exit()',
      'Runtime.ExitError',
      /^RequestId: \S+ Error: Runtime exited without providing a reason$/,
    ],
    'is killed': [
      'exports.handler = async () => { process.kill(process.pid, "SIGKILL"); await new Promise(() => setInterval(() => {}, 9)) }',
      'Runtime.ExitError',
      /Runtime exited with error: signal: killed$/,
    ],
    'never settles': [
      'exports.handler = async () => new Promise(() => {})',
      'Runtime.NodeJsExit',
      /Promise that was never settled/,
    ],
    'answers with what is no JSON': [
      'exports.handler = async () => { const a = {}; a.a = a; return a }',
      'Error',
      /^Unable to stringify response body$/,
    ],
    'answers with more than 6 MB': [
      'exports.handler = async () => "x".repeat(6291557)',
      'Function.ResponseSizeTooLarge',
      /exceeded maximum allowed payload size \(6291556 bytes\)/,
    ],
    'does not exist': [{ 'other.js': '' }, 'Runtime.ImportModuleError', /^Error: Cannot find module 'index'/],
    'requires what is not there': [
      'require("left-pad")',
      'Runtime.ImportModuleError',
      /^Error: Cannot find module 'left-pad'/,
    ],
    'is not exported': [
      'exports.other = 1',
      'Runtime.HandlerNotFound',
      /^index\.handler is undefined or not exported$/,
    ],
    'is no function': [
      'exports.handler = 1',
      'Runtime.HandlerNotFound',
      /^index\.handler is not a function$/,
    ],
    'has a syntax error': ['exports.handler = async ( => 1', 'Runtime.UserCodeSyntaxError', /^SyntaxError: /],
    'throws while it loads': ['throw new Error("no config")', 'Error', /^no config$/],
    'has a bad name': [
      '',
      'Runtime.MalformedHandlerName',
      /'index' should be file\.export/,
      { Handler: 'index' },
    ],
    'takes a callback on nodejs24.x': [
      'exports.handler = (event, context, done) => done()',
      'Runtime.CallbackHandlerDeprecated',
      /no callback-based handlers/,
      { Runtime: 'nodejs24.x' },
    ],
  };
  for (const [what, [files, errorType, errorMessage, settings]] of Object.entries(failures)) {
    it(`because it ${what} gives ${errorType}`, () =>
      withLambda(async (lambda) => {
        const answer = await answerOf(lambda, files, { Timeout: 5, ...settings });
        assert.deepEqual([answer.functionError, answer.errorType], ['Unhandled', errorType]);
        assert.match(answer.errorMessage, errorMessage);
      }));
  }

  it('keeps its environment when it throws, and loses it when it crashes', () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy(`let n = 0; exports.handler = async ({ crash }) => {
        n++; if (crash) process.exit(1); if (n < 3) throw new Error(String(n)); return n }`);
      const seen = [];
      for (const crash of [false, false, false, true, false]) {
        const { payload } = await invoke({ crash });
        const value = JSON.parse(payload);
        seen.push(value.errorType === 'Error' ? `threw ${value.errorMessage}` : (value.errorType ?? value));
      }
      assert.deepEqual(seen, ['threw 1', 'threw 2', 3, 'Runtime.ExitError', 'threw 1']);
    }));

  it('cannot disturb the engine by writing to descriptors it does not own', () =>
    withLambda(async ({ deploy, invoke, log }) => {
      await deploy(
        'exports.handler = async () => { require("node:fs").writeSync(3, "{garbage\\n42\\n"); return 1 }',
      );
      assert.equal((await invoke()).payload, '1');
      assert.deepEqual(log.slice(1, 3), ['{garbage\n', '42\n']);
    }));

  it('tells where: the trace names the file of the handler', () =>
    withLambda(async ({ deploy, invoke }) => {
      await deploy('exports.handler = async () => { throw new Error("no") }');
      const { trace } = JSON.parse((await invoke()).payload);
      assert.equal(trace[0], 'Error: no');
      assert.match(trace[1], /at .*handler.*index\.js:1:/);
    }));
});
