import assert from 'node:assert/strict';
import { freeName, nameProblem } from './newExperimentName';

describe('The name of a new experiment', () => {
  it('is that of the template, with a number when it is taken', async () => {
    const taken = new Set<string>();
    const next = async () => {
      const name = await freeName('ramp', async (candidate) => taken.has(candidate));
      taken.add(name);
      return name;
    };
    assert.deepEqual(
      [await next(), await next(), await next()],
      ['ramp.chaos.yaml', 'ramp-2.chaos.yaml', 'ramp-3.chaos.yaml'],
    );
  });

  it('leads into the folder, and tells that it is an experiment', () => {
    const refused = ['', 'a.yaml', '.chaos.yaml', 'b/.chaos.yaml', 'a.chaos.json', 'a.chaos.yaml/'];
    const elsewhere = ['../a.chaos.yaml', 'b/../../a.chaos.yaml', '/a.chaos.yaml', 'C:\\a.chaos.yaml'];
    for (const path of [...refused, ...elsewhere]) assert.ok(nameProblem(path), path);
    for (const path of ['a.chaos.yaml', 'experiments/a b.chaos.yml', 'x\\y\\z.chaos.yaml', '..a.chaos.yaml'])
      assert.equal(nameProblem(path), undefined, path);
  });
});
