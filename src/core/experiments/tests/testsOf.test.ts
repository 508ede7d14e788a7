import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '../format/experiment';
import { parseExperiment } from '../format/parseExperiment';
import { checksOf } from '../report/checks';
import { journal, measured, experiment as plain } from '../report/testJournal';
import { pathKey } from './testResults';
import { testsOf } from './testsOf';

const samples = join(__dirname, '..', '..', '..', '..', 'sample-app', 'experiments');

const experiment: Experiment = {
  ...plain,
  extensions: [
    { name: 'other' },
    {
      name: 'chaos-lab',
      steadyState: [{ window: 1, requestsPerSecond: 1, errorRate: { atMost: 0.5 } }],
      expected: { failed: ['GET /v1/hello'], stayedHealthy: ['GET /test'] },
    },
  ],
} as Experiment;

describe('testsOf', () => {
  it('has each probe of the hypothesis and each expectation, in the order of a run', () => {
    assert.deepEqual(
      testsOf(experiment).map(({ path, label }) => [pathKey(path), label]),
      [
        ['steady-state-hypothesis/probes/0', 'GET /test'],
        ['steady-state-hypothesis/probes/1', 'GET /v1/hello'],
        ['extensions/1/steadyState', 'Steady state over many answers'],
        ['extensions/1/expected/failed/0', 'GET /v1/hello fails'],
        ['extensions/1/expected/stayedHealthy/0', 'GET /test stays healthy'],
      ],
    );
  });

  it('has none of an experiment that asks for nothing', () => {
    assert.deepEqual(testsOf({ title: 'x', description: 'y', method: [] }), []);
  });

  it('stands where the checks of a run stand', () => {
    const ran = journal({ experiment, extensions: [measured] });
    const places = new Set(checksOf(ran).map(({ path }) => pathKey(path)));
    assert.deepEqual(
      [...places].sort(),
      testsOf(experiment)
        .map(({ path }) => pathKey(path))
        .sort(),
    );
  });

  for (const name of readdirSync(samples).filter((each) => each.endsWith('.chaos.yaml')))
    it(`knows where each test of ${name} stands in the file`, () => {
      const text = readFileSync(join(samples, name), 'utf8');
      const { experiment: parsed, rangeOf } = parseExperiment(text, name);
      assert.ok(parsed);
      const lines = testsOf(parsed).map(({ path }) => rangeOf(path)?.start.line ?? 0);
      assert.ok(lines.length > 1 && lines.every((line) => line > 1), String(lines));
      assert.equal(new Set(lines).size, lines.length, 'a line of its own each');
    });
});
