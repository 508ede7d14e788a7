import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseExperiment } from './parseExperiment';
import { goodExperiment, hello } from './testExperiment';

const text = readFileSync(join(__dirname, '../../../../docs/experiments.md'), 'utf8');
const [whole = '', values = '', extension = ''] = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, yaml]) => yaml,
);

const problemsOf = (experiment: object) => parseExperiment(JSON.stringify(experiment), 'a.json').problems;

describe('docs/experiments.md', () => {
  it('shows an experiment without a flaw', () => {
    assert.deepEqual(parseExperiment(whole, 'a.chaos.yaml').problems, []);
  });

  it('shows values and an extension without a flaw', () => {
    const { configuration, secrets } = parse(values);
    const named = { ...goodExperiment().configuration, ...configuration };
    assert.deepEqual(problemsOf({ ...goodExperiment(), configuration: named, secrets }), []);
    const experiment = goodExperiment();
    const probes = experiment['steady-state-hypothesis'].probes as object[];
    probes.push({ ...hello(), name: 'GET /test' });
    assert.deepEqual(problemsOf({ ...experiment, ...parse(extension) }), []);
  });
});
