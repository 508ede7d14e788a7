import assert from 'node:assert/strict';
import { type Circumstances, Explanations } from './explanations';
import { testEndpoint } from './testEndpoint';
import { Timeline } from './timeline';

const endpoint = testEndpoint('/test');

type Asked = Parameters<Explanations['of']>;

const known = (statuses: readonly number[], change: Partial<Circumstances> = {}): Asked => {
  const timeline = new Timeline();
  for (const [at, status] of statuses.entries()) timeline.add({ at, status, durationMs: 1, injected: false });
  return [endpoint, timeline, undefined, { faultsChangedAt: 0, product: '', ...change }];
};

describe('Explanations', () => {
  it('explains an endpoint that fails, and none that does well', () => {
    const explanations = new Explanations();
    assert.equal(explanations.of(...known([200, 200])).explanation, undefined);
    assert.equal(explanations.of(...known([200, 200, 503])).explanation?.since, 2);
  });

  it('gives the same conclusion for as long as nothing has come', () => {
    const explanations = new Explanations();
    const failing = known([503]);
    const [, timeline, , circumstances] = failing;
    const before = explanations.of(...failing);
    assert.equal(explanations.of(endpoint, timeline, undefined, { ...circumstances }), before);
    timeline?.add({ at: 1, status: 503, durationMs: 1, injected: false });
    assert.notEqual(explanations.of(...failing), before);
  });

  it('goes by the answers since the faults changed; until there is one, by those before', () => {
    const explanations = new Explanations();
    const before = explanations.of(...known([503, 503], { faultsChangedAt: 2 }));
    assert.deepEqual([before.well, before.explanation?.since], [false, 0]);
    const after = explanations.of(...known([503, 503, 200], { faultsChangedAt: 2 }));
    assert.deepEqual([after.well, after.explanation], [true, undefined]);
  });

  it('knows nothing of an endpoint that nothing has come of', () => {
    const [, , , circumstances] = known([]);
    const conclusion = new Explanations().of(endpoint, undefined, undefined, circumstances);
    assert.deepEqual(conclusion, { well: false });
  });

  it('claims that one does well only for what was seen: answers since, all of them good', () => {
    const wellOf = (statuses: number[]) =>
      new Explanations().of(...known(statuses, { faultsChangedAt: 1 })).well;
    assert.deepEqual([[200], [500, 200], [200, 500], [200, 404]].map(wellOf), [false, true, false, true]);
  });
});
