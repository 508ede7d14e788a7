import assert from 'node:assert/strict';
import { parseExperiment } from '../../../core/experiments/format/parseExperiment';
import { diagnosticRows } from './diagnosticRows';

const placesOf = (text: string, name: string) => {
  const lines = text.split(/\r?\n/);
  return diagnosticRows(parseExperiment(text, name).problems).map(({ severity, start, end }) => [
    severity,
    start.line === end.line
      ? lines[start.line]?.slice(start.character, end.character)
      : `lines ${start.line} to ${end.line}`,
  ]);
};

const text = [
  'title: Ünïcode ✓',
  'description: x',
  'method:',
  '  - type: probe',
  '    name: n',
  '    provider: { type: http, url: 7 }',
  'colour: red',
];

describe('diagnosticRows', () => {
  it('underline what a problem is about, whatever lines end with', () => {
    const expected = [
      ['error', '7'],
      ['warning', 'red'],
    ];
    assert.deepEqual(placesOf(text.join('\n'), 'a.chaos.yaml'), expected);
    assert.deepEqual(placesOf(text.join('\r\n'), 'a.chaos.yaml'), expected);
  });

  it('count from the first line of JSON, too', () => {
    const json = '{\r\n  "title": "x",\r\n  "description": 1,\r\n  "method": []\r\n}';
    assert.deepEqual(placesOf(json, 'a.chaos.json'), [['error', '1']]);
  });

  it('show what has no place at the beginning', () => {
    const [row] = diagnosticRows([{ severity: 'error', message: 'Mend it.', path: [] }]);
    assert.deepEqual([row?.start, row?.end], Array(2).fill({ line: 0, character: 0 }));
    assert.equal(diagnosticRows(parseExperiment('', 'a.chaos.yaml').problems)[0]?.start.line, 0);
  });
});
