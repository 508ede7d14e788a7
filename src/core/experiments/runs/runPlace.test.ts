import assert from 'node:assert/strict';
import { join, sep } from 'node:path';
import { runPlaceOf } from './runPlace';

const path = (text: string) => text.split('/').join(sep);

describe('runPlaceOf', () => {
  for (const [file, workspace, folder] of [
    ['/w/experiments/a.chaos.yaml', '/w', '/w'],
    ['/w/shop/experiments/a.chaos.yaml', '/w', '/w/shop'],
    ['/w/shop/experiments/regions/a.chaos.yaml', '/w', '/w/shop'],
    ['/w/a.chaos.yaml', '/w', '/w'],
    ['/w/tests/a.chaos.yaml', '/w', '/w'],
    // The workspace may itself lie in a folder of that name, or be one.
    ['/experiments/w/a.chaos.yaml', '/experiments/w', '/experiments/w'],
    ['/elsewhere/experiments/a.chaos.yaml', '/w', '/elsewhere'],
    ['/elsewhere/a.chaos.yaml', undefined, '/elsewhere'],
  ] as const)
    it(`${file} of ${workspace ?? 'no workspace'} runs in ${folder}`, () => {
      assert.equal(runPlaceOf(path(file), workspace && path(workspace)).folder, path(folder));
    });

  it('keeps runs in the workspace, or beside a file that has none', () => {
    assert.equal(runPlaceOf(join('/w', 'experiments', 'a.yaml'), '/w').workspace, '/w');
    assert.equal(runPlaceOf(join('/e', 'experiments', 'a.yaml')).workspace, join('/e', 'experiments'));
  });
});
