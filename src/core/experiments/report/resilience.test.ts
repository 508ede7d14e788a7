import assert from 'node:assert/strict';
import { endpointScores } from './resilience';
import { answered, deviatedJournal, fail, hello, journal, mend, probe, steady, test } from './testJournal';

const endpoints = { test: `GET \${base}/test`, hello: `GET \${base}/v1/hello` };

describe('endpointScores', () => {
  it('gives 100 to what kept every expectation and answered under faults', () => {
    assert.deepEqual(endpointScores(journal()), [
      { endpoint: endpoints.test, score: 100, parts: { expectations: 1, availability: 1 }, samples: 2 },
      { endpoint: endpoints.hello, score: 100, parts: { expectations: 1, availability: 1 }, samples: 2 },
    ]);
  });

  it('gives 0 to what neither kept its expectation nor answered', () => {
    const [, found] = endpointScores(deviatedJournal);
    assert.deepEqual(found, {
      endpoint: endpoints.hello,
      score: 0,
      parts: { expectations: 0, availability: 0 },
      samples: 2,
    });
  });

  it('weighs expectations 50, availability 30 and recovery 20', () => {
    const during = [3, 4, 5, 6].map((at) => steady(answered(hello, at, at < 5 ? 200 : 503, at < 5)));
    const [, found] = endpointScores(
      journal({
        run: [answered(fail, 2, 200), answered(mend, 8, 200)],
        steady_states: { ...journal().steady_states, during },
      }),
    );
    // 3 of 5 checks kept, 2 of 4 answered under faults, recovered
    assert.deepEqual(found, {
      endpoint: endpoints.hello,
      score: Math.round(0.5 * 60 + 0.3 * 50 + 20),
      parts: { expectations: 0.6, availability: 0.5, recovery: 1 },
      samples: 6,
    });
  });

  it('counts an expected failure as an expectation kept, not as an answer', () => {
    const expected = probe('fails', `\${base}/v1/hello`, 502);
    const [, found] = endpointScores(
      journal({
        run: [answered(fail, 2, 200), answered(expected, 3, 502)],
        steady_states: { ...journal().steady_states, after: null },
      }),
    );
    assert.deepEqual(found?.parts, { expectations: 1, availability: 0 });
  });

  it('takes an action that the engine refused for none: nothing was tested under faults', () => {
    const [found] = endpointScores(journal({ run: [answered(fail, 2, 404)], rollbacks: [] }));
    assert.deepEqual(found?.parts, { expectations: 1, availability: 1 });
  });

  it('has no score for what was looked at only before', () => {
    const [found] = endpointScores(
      journal({ run: [], steady_states: { ...journal().steady_states, after: null } }),
    );
    assert.deepEqual(found, { endpoint: endpoints.test, parts: {}, samples: 1 });
  });

  it('leaves out the probes of the engine itself', () => {
    const engine = probe('engine', `\${endpoint}/_localstack/chaos/faults`, 200);
    assert.deepEqual(endpointScores(journal({ run: [answered(engine, 3, 200, true)] })).length, 2);
  });

  it('counts a GET with a Host header of its own as another endpoint', () => {
    const other = {
      ...test,
      provider: { ...test.provider, headers: { HOST: 'shop.example' } },
    } as typeof test;
    const found = endpointScores(journal({ run: [answered(fail, 2, 200), answered(other, 3, 200, true)] }));
    assert.deepEqual(found.map(({ endpoint }) => endpoint)[2], `${endpoints.test} (Host: shop.example)`);
  });
});
