import assert from 'node:assert/strict';
import { runCommand } from './runCommand.mjs';

describe('runCommand', () => {
  const node = (source, options) => runCommand(process.execPath, ['-e', source], options);

  it('resolves with what was printed', async () => {
    assert.equal(await node('console.log("out"); console.error("err")'), 'out\nerr\n');
  });

  it('rejects with what was printed when the program fails', () =>
    assert.rejects(node('console.error("broken"); process.exit(3)'), {
      output: 'broken\n',
      message: /exit code 3$/,
    }));

  it('rejects with the code of a start that failed', () =>
    assert.rejects(runCommand('no-such-program-here', []), { name: 'CommandError', code: 'ENOENT' }));

  it('ends a program that takes too long', () =>
    assert.rejects(node('setInterval(() => {}, 1000)', { timeoutMs: 200 }), { message: /SIGTERM$/ }));
});
