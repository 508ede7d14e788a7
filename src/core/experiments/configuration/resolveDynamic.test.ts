import assert from 'node:assert/strict';
import { resolveDynamic } from './resolveDynamic';

const http = { type: 'probe', name: 'h', provider: { type: 'http', url: 'http://a' } };
const process = { type: 'probe', name: 'p', provider: { type: 'process', path: 'a' } };

const resolved = (configuration: Record<string, unknown>, outputs: Record<string, unknown>) =>
  resolveDynamic(configuration, async ({ name }) => {
    const output = outputs[name];
    if (output instanceof Error) throw output;
    return output;
  });

describe('resolveDynamic', () => {
  it('takes the body of an answer, and what a process has written, without the space around it', async () => {
    const outputs = { h: { status: 500, body: { a: 1 } }, p: { status: 0, stdout: ' x \n', stderr: '' } };
    assert.deepEqual(await resolved({ a: http, b: process, c: 3 }, outputs), {
      configuration: { a: { a: 1 }, b: 'x', c: 3 },
      failed: [],
    });
  });

  it('leaves out what could not be found, and goes on', async () => {
    const outputs = { h: new Error('refused'), p: { status: 1, stdout: 'x', stderr: 'y' } };
    assert.deepEqual(await resolved({ a: http, b: process, c: 3 }, outputs), {
      configuration: { c: 3 },
      failed: ['a', 'b'],
    });
  });

  it('lets a probe use what stands before it', async () => {
    const seen: unknown[] = [];
    await resolveDynamic({ first: 1, a: http, b: process, last: 2 }, async (_probe, configuration) => {
      seen.push(configuration);
      return { status: 0, body: 'found', stdout: '' };
    });
    assert.deepEqual(seen, [{ first: 1 }, { first: 1, a: 'found' }]);
  });
});
