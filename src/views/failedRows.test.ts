import assert from 'node:assert/strict';
import { exitReport } from '../core/engines/localstack/exitReport';
import { failedRows } from './failedRows';
import { splitReason } from './failureText';

const reason = exitReport('chaos-lab-localstack', { exitCode: 55 }, [
  { level: 'info', text: 'LocalStack version: 2026.4.0' },
  { level: 'error', text: 'License activation failed!' },
]);

describe('failedRows', () => {
  it('shows what helps, then what the container printed last', () => {
    const rows = failedRows({ state: 'failed', reason }, 'localstack');
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['Set LocalStack Token', 'Start Engine', 'Select Engine…', 'Open Log', 'What it printed last'],
    );
    assert.deepEqual(
      rows.at(-1)?.children?.map(({ label }) => label),
      ['LocalStack version: 2026.4.0', 'License activation failed!'],
    );
  });

  it('shows no lines where nothing was printed, and nothing where nothing failed', () => {
    const rows = failedRows({ state: 'failed', reason: 'It ended. Start it again.' }, 'embedded');
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['Start Engine', 'Select Engine…', 'Open Log'],
    );
    assert.deepEqual(failedRows({ state: 'stopped' }, 'embedded'), []);
  });
});

describe('splitReason', () => {
  it('keeps the sentence for where there is room for one only', () => {
    assert.match(
      splitReason(reason).sentence,
      /^LocalStack could not activate its licence.*Select Engine"\.$/,
    );
    assert.deepEqual(splitReason('It ended.'), { sentence: 'It ended.', lines: [] });
  });
});
