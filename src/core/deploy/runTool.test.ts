import assert from 'node:assert/strict';
import { isAbort, isHumanError } from '../errors';
import { runTool, type ToolRun } from './runTool';

/** Runs a script in Node; `onLine` is called with what was printed so far. */
const runScript = (script: string, options: Partial<ToolRun> = {}) =>
  runTool({
    command: [process.execPath, '-e', script],
    cwd: process.cwd(),
    env: process.env,
    onLine: () => {},
    ...options,
  });

describe('runTool', () => {
  it('hands on the lines of both streams without colours, and keeps the result apart', async () => {
    const lines: string[] = [];
    const exit = await runScript(
      `console.log('\\x1b[32mgreen\\x1b[0m'); setTimeout(() => { console.error('trouble'); process.exitCode = 3 }, 20)`,
      { onLine: (line) => lines.push(line) },
    );
    assert.deepEqual(lines, ['green', 'trouble']);
    assert.deepEqual(exit, { code: 3, cancelled: false, output: 'green\ntrouble', stdout: 'green' });
  });

  it('says which program is missing', async () => {
    await assert.rejects(
      runScript('', { command: ['/nowhere/terraform'] }),
      (error) => isHumanError(error) && error.message.startsWith('/nowhere/terraform could not be started'),
    );
  });

  it('interrupts on cancel and waits until the tool has freed its locks', async () => {
    const cancel = new AbortController();
    const exit = await runScript(
      `process.once('SIGINT', () => setTimeout(() => { console.log('lock freed'); process.exit(1) }, 50));
       setInterval(() => {}, 1000); console.log('locked')`,
      { signal: cancel.signal, onLine: (line) => line === 'locked' && cancel.abort() },
    );
    assert.deepEqual(exit, {
      code: 1,
      cancelled: true,
      output: 'locked\nlock freed',
      stdout: 'locked\nlock freed',
    });
  });

  it('interrupts what the tool has started, too', async () => {
    const cancel = new AbortController();
    const child = `process.once('SIGINT', () => { console.log('child ends'); process.exit() }); setInterval(() => {}, 1000); console.log('child runs')`;
    const exit = await runScript(
      `process.on('SIGINT', () => {}); require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' })`,
      { signal: cancel.signal, onLine: (line) => line === 'child runs' && cancel.abort() },
    );
    assert.equal(exit.output, 'child runs\nchild ends');
  });

  it('kills a tool that ignores its interrupt when asked a second time', async () => {
    const cancel = new AbortController();
    const kill = new AbortController();
    const exit = await runScript(
      `process.on('SIGINT', () => console.log('not now')); setInterval(() => {}, 1000); console.log('runs')`,
      {
        signal: cancel.signal,
        killSignal: kill.signal,
        onLine: (line) => (line === 'runs' ? cancel.abort() : kill.abort()),
      },
    );
    assert.deepEqual([exit.code, exit.cancelled, exit.output], [undefined, true, 'runs\nnot now']);
  });

  it('starts nothing when it was cancelled before', async () => {
    await assert.rejects(runScript('', { signal: AbortSignal.abort() }), isAbort);
  });
});
