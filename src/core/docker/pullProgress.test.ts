import assert from 'node:assert/strict';
import * as v from 'valibot';
import { PullTally, pullLine } from './pullProgress';

const feed = (tally: PullTally, ...lines: readonly object[]) =>
  lines.map((line) => tally.add(v.parse(pullLine, line)));
const detail = (current: number, total: number) => ({ progressDetail: { current, total } });

describe('PullTally', () => {
  it('adds up what arrived over the layers, as they are announced', () => {
    const tally = new PullTally();
    feed(tally, { status: 'Pulling fs layer', id: 'a', progressDetail: {} }, { status: 'Waiting', id: 'b' });
    assert.deepEqual(tally.progress, { current: 0, total: 0, layersDone: 0, layers: 2 });
    feed(tally, { status: 'Downloading', id: 'a', ...detail(30, 100) });
    assert.deepEqual(tally.progress, { current: 30, total: 100, layersDone: 0, layers: 2 });
    feed(
      tally,
      { status: 'Downloading', id: 'b', ...detail(5, 50) },
      { status: 'Download complete', id: 'a' },
    );
    assert.deepEqual(tally.progress, { current: 105, total: 150, layersDone: 0, layers: 2 });
    feed(tally, { status: 'Extracting', id: 'a', ...detail(1, 100) }, { status: 'Pull complete', id: 'a' });
    assert.deepEqual(tally.progress, { current: 105, total: 150, layersDone: 1, layers: 2 });
  });

  it('counts a layer that is there already, and one too small to be seen downloading', () => {
    const tally = new PullTally();
    feed(
      tally,
      { status: 'Already exists', id: 'old' },
      { status: 'Pulling fs layer', id: 'tiny' },
      { status: 'Extracting', id: 'tiny', ...detail(32, 32) },
      { status: 'Pull complete', id: 'tiny' },
    );
    assert.deepEqual(tally.progress, { current: 32, total: 32, layersDone: 2, layers: 2 });
  });

  it('begins a layer anew when Docker tries again', () => {
    const tally = new PullTally();
    feed(
      tally,
      { status: 'Downloading', id: 'a', ...detail(80, 100) },
      { status: 'Retrying in 5 seconds', id: 'a' },
    );
    assert.deepEqual(tally.progress, { current: 0, total: 100, layersDone: 0, layers: 1 });
  });

  it('is complete in the end, also with a Podman that tells no more than this', () => {
    const tally = new PullTally();
    feed(tally, { status: 'Pulling fs layer', id: 'a' }, { status: 'Download complete', id: 'a' });
    assert.deepEqual(tally.progress, { current: 0, total: 0, layersDone: 0, layers: 1 });
    assert.equal(tally.finish(), true);
    assert.deepEqual(tally.progress, { current: 0, total: 0, layersDone: 1, layers: 1 });
    assert.equal(tally.finish(), false);
  });

  it('passes over what is no layer', () => {
    const tally = new PullTally();
    const counted = feed(
      tally,
      { status: 'Pulling from localstack/localstack', id: '2026.4.0' },
      { status: 'Digest: sha256:0' },
      { status: 'Status: Downloaded newer image' },
      {},
    );
    assert.deepEqual(counted, [false, false, false, false]);
    assert.deepEqual(tally.progress, { current: 0, total: 0, layersDone: 0, layers: 0 });
  });
});
