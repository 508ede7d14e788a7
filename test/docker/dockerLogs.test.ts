import assert from 'node:assert/strict';
import type { LogLine } from '../../src/core/logLine';
import { requires } from '../support/requires';
import { scriptImage } from './support/scriptImage';
import { testDocker } from './support/testDocker';
import { testOwner } from './support/testOwner.mjs';
import { until } from './support/until';
import { removeContainer, scriptSpec, uniqueName, waits, withContainer } from './support/withContainer';
import { withDocker } from './support/withDocker';

/** Prints a line for each signal, so that the test decides when. */
const printsOnSignal = `let n = 0; process.on('SIGUSR2', () => console.log('line ' + ++n)); console.log('up'); ${waits}`;

describe('logs of a real Docker', function () {
  this.timeout(60_000);
  before(async function () {
    this.timeout(180_000);
    await requires(this, 'docker');
    await scriptImage();
  });

  it('are followed line by line, with levels, until the container ends', () =>
    withDocker(async (docker) => {
      const call =
        '2026-11-23T07:11:29.123  INFO --- [et.reactor-0] localstack.request.aws : AWS lambda.Invoke => 503';
      const script = `
        console.log(${JSON.stringify(call)});
        console.error('2026-11-23T07:11:30.001 ERROR --- [main] localstack : it broke');
        console.log('\\u001b[32mgreen\\u001b[0m');
        console.log('x'.repeat(20000));
        process.stdout.write('no end');`; // which Docker itself may leave out of what is followed
      await withContainer(docker, await scriptSpec(script), async (id) => {
        await docker.start(id);
        const lines: LogLine[] = [];
        await docker.follow(id, 0, (line) => lines.push(line), new AbortController().signal);
        const whole = lines.filter(({ text }) => text !== 'no end');
        const byText = (a: LogLine, b: LogLine) => a.text.localeCompare(b.text);
        assert.deepEqual(whole.map(shortened).sort(byText), [
          { level: 'info', text: call },
          { level: 'error', text: '2026-11-23T07:11:30.001 ERROR --- [main] localstack : it broke' },
          { level: 'info', text: 'green' },
          { level: 'info', text: 'xxx…' },
        ]);
        assert.deepEqual((await docker.tail(id, 1)).map(shortened), [{ level: 'info', text: 'no end' }]);
        assert.deepEqual(await docker.tail(id, 0), []);
      });
    }));

  it('begin at a time, go on as lines come, and end when nobody wants them any more', () =>
    withDocker(async (docker) => {
      await withContainer(docker, await scriptSpec(printsOnSignal), async (id) => {
        await docker.start(id);
        await until(async () => (await docker.tail(id, 1)).length > 0, 'it is up');
        const sinceMs = Date.now() + 1;
        const lines: string[] = [];
        const stop = new AbortController();
        const following = docker.follow(id, sinceMs, ({ text }) => lines.push(text), stop.signal);
        for (const expected of [1, 2]) {
          await testDocker().getContainer(id).kill({ signal: 'SIGUSR2' });
          await until(() => lines.length === expected, `line ${expected}`);
        }
        stop.abort();
        await following;
        assert.deepEqual(lines, ['line 1', 'line 2']);
        await docker.follow(id, 0, () => assert.fail('nobody listens'), AbortSignal.abort());
      });
    }));

  it('are read from a terminal, too', () =>
    withDocker(async (docker) => {
      const container = await testDocker().createContainer({
        name: uniqueName(),
        Image: await scriptImage(),
        Tty: true,
        Env: [`SCRIPT=console.log('{"json":true}'); console.error('second')`],
        Labels: { 'chaos-lab': testOwner() },
      });
      try {
        await docker.start(container.id);
        const lines: string[] = [];
        await docker.follow(container.id, 0, ({ text }) => lines.push(text), new AbortController().signal);
        assert.deepEqual(lines, ['{"json":true}', 'second']);
        assert.deepEqual(await docker.tail(container.id, 1), [{ level: 'info', text: 'second' }]);
      } finally {
        await removeContainer(container.id);
      }
    }));
});

const shortened = ({ level, text }: LogLine): LogLine => ({ level, text: text.replace(/^xxx+…$/, 'xxx…') });
