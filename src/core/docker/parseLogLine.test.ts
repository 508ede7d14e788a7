import assert from 'node:assert/strict';
import { parseLogLine } from './parseLogLine';

describe('parseLogLine', () => {
  it("reads the level of LocalStack's own lines", () => {
    const line = (level: string) =>
      `2026-11-23T07:11:29.123 ${level.padStart(5)} --- [et.reactor-0] localstack.request.aws : AWS lambda.Invoke => 503 (ServiceUnavailable)`;
    const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'WARNING', 'ERROR', 'CRITICAL'].map(
      (level) => parseLogLine(line(level)).level,
    );
    assert.deepEqual(levels, ['debug', 'debug', 'info', 'warn', 'warn', 'error', 'error']);
    assert.equal(parseLogLine(line('INFO')).text, line('INFO'));
  });

  it('takes other lines for information, whatever words they hold', () => {
    assert.deepEqual(parseLogLine('ERROR is a word'), { level: 'info', text: 'ERROR is a word' });
    assert.deepEqual(parseLogLine('Ready.'), { level: 'info', text: 'Ready.' });
  });

  it('takes colours and cursor moves away', () => {
    assert.deepEqual(parseLogLine('\u001b[2K\u001b[31m2026-11-23 07:11:29,1 ERROR\u001b[0m x'), {
      level: 'error',
      text: '2026-11-23 07:11:29,1 ERROR x',
    });
  });
});
