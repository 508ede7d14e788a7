import assert from 'node:assert/strict';
import type { LogOutputChannel } from 'vscode';
import { areaLog } from './log';

describe('areaLog', () => {
  it('names the area, and keeps an error with its cause', () => {
    const lines: unknown[][] = [];
    const write = (...line: unknown[]) => lines.push(line);
    const channel = { debug: write, info: write, warn: write, error: write } as unknown as LogOutputChannel;
    const log = areaLog(channel, 'engine');
    log.info('Ready.');
    log.error('It broke', new Error('outer', { cause: new Error('inner') }));
    assert.deepEqual(lines[0], ['[engine] Ready.']);
    assert.equal(lines[1]?.[0], '[engine] It broke');
    assert.match(String(lines[1]?.[1]), /^Error: outer\n[\s\S]*\nCaused by: Error: inner\n/);
  });
});
