import assert from 'node:assert/strict';
import type { Experiment } from '../../format/experiment';
import type { LabExtension } from '../../format/labExtension';
import {
  action,
  hypothesis,
  isHealthy,
  probe,
  runAt,
  type Target,
  withTarget,
} from '../conformance/target.fixture';
import type { Journal } from '../journal';
import type { LabMeasurements } from '../labMeasurements';

const stable = probe('/stable', { tolerance: 200 });

const file = (lab: Omit<LabExtension, 'name'>, more: Partial<Experiment> = {}): Partial<Experiment> => ({
  ...hypothesis(isHealthy, stable),
  ...more,
  extensions: [{ name: 'chaos-lab', ...lab }],
});

const measuredIn = ({ extensions }: Journal): LabMeasurements =>
  extensions?.find(({ name }) => name === 'chaos-lab') as LabMeasurements;

const wait = (seconds: number) => ({ pauses: { after: seconds } });
const breakIt = action('/break', wait(0.2));
const afterwards = { runtime: { hypothesis: { strategy: 'before-method-only' } } } as const;

describe('The steady state over many answers', () => {
  const many = { window: 0.3, requestsPerSecond: 100, confidence: 0.9 };

  it('is met when no answer is bad, before and after, for each endpoint', () =>
    withTarget(async (target) => {
      const steadyState = [
        { ...many, errorRate: { atMost: 0.2 }, latency: { percentile: 50, atMostMs: 5000 } },
      ];
      const journal = await runAt(target, file({ steadyState }));
      const { before = [], after = [] } = measuredIn(journal).steadyState ?? {};
      assert.deepEqual(
        [...before, ...after].map(({ endpoint, met, bad }) => [endpoint, met, bad]),
        ['/health', '/stable', '/health', '/stable'].map((name) => [name, true, 0]),
      );
      assert.ok((before[0]?.requests ?? 0) >= 20, `${before[0]?.requests} requests`);
      assert.equal(journal.deviated, false);
    }));

  it('that is not met before begins nothing, though one answer of each probe was good', () =>
    withTarget(async (target) => {
      const steadyState = [{ ...many, latency: { percentile: 50, atMostMs: 0.001 } }];
      const said: string[] = [];
      const journal = await runAt(target, file({ steadyState }, { method: [action('/any')] }), {
        onProgress: (progress) => progress.kind === 'log' && said.push(progress.message),
      });
      assert.deepEqual(
        [journal.status, journal.deviated, journal.run, journal.steady_states.before?.steady_state_met],
        ['completed', false, [], false],
      );
      assert.match(
        said[0] ?? '',
        /^\/health: percentile 50 of the durations was \d+ ms, and with a confidence of 90 %/,
      );
    }));

  it('that is not met after has deviated', () =>
    withTarget(async (target) => {
      const flaky = probe('/every-second', { tolerance: 200 });
      const steadyState = [{ ...many, endpoints: ['/every-second'], errorRate: { atMost: 0.4 } }];
      const journal = await runAt(target, {
        ...file({ steadyState }, { runtime: { hypothesis: { strategy: 'after-method-only' } } }),
        ...hypothesis(flaky),
      });
      assert.deepEqual([journal.status, journal.deviated], ['completed', true]);
      const [verdict] = measuredIn(journal).steadyState?.after ?? [];
      assert.ok((verdict?.errorRate?.value ?? 0) > 0.4 && (verdict?.errorRate?.upper ?? 0) > 0.5);
    }));

  it('knows nothing from too few answers', () =>
    withTarget(async (target) => {
      const steadyState = [
        {
          window: 0.05,
          requestsPerSecond: 20,
          errorRate: { atMost: 0.01 },
          latency: { percentile: 99, atMostMs: 5000 },
        },
      ];
      const { before = [] } = measuredIn(await runAt(target, file({ steadyState }))).steadyState ?? {};
      assert.deepEqual(
        before.map(({ met, latency }) => [met, latency?.upperMs]),
        [
          [false, null],
          [false, null],
        ],
      );
    }));
});

describe('The blast radius', () => {
  const load = { requestsPerSecond: 50 };
  const method = [breakIt];

  const verdictOf = async (target: Target, expected: LabExtension['expected'] & object) => {
    const rollbacks = [action('/mend')];
    const journal = await runAt(target, {
      ...file({ load, expected }, { method, rollbacks }),
      ...afterwards,
    });
    return { deviated: journal.deviated, verdict: measuredIn(journal).expected };
  };

  it('is as expected when what has to fail fails, and what must not does not', () =>
    withTarget(async (target) => {
      const { deviated, verdict } = await verdictOf(target, {
        failed: ['/health'],
        stayedHealthy: ['/stable'],
      });
      assert.deepEqual([deviated, verdict?.met, verdict?.stayedHealthy[0]?.bad], [false, true, 0]);
      assert.ok((verdict?.failed[0]?.bad ?? 0) > 0);
    }));

  it('is too small when what has to fail does not: the run has deviated', () =>
    withTarget(async (target) => {
      const { deviated, verdict } = await verdictOf(target, { failed: ['/stable'] });
      assert.deepEqual([deviated, verdict?.met, verdict?.failed[0]?.met], [true, false, false]);
    }));

  it('is too large when what must not fail does: the run has deviated', () =>
    withTarget(async (target) => {
      const { deviated, verdict } = await verdictOf(target, { stayedHealthy: ['/health', '/stable'] });
      assert.deepEqual([deviated, verdict?.stayedHealthy.map(({ met }) => met)], [true, [false, true]]);
    }));

  it('is looked at without load, too, by a question a second', () =>
    withTarget(async (target) => {
      const expected = { stayedHealthy: ['/stable'] };
      const journal = await runAt(target, { ...file({ expected }, { method: [action('/any', wait(0.2))] }) });
      const { load: sent, expected: verdict } = measuredIn(journal);
      assert.deepEqual([sent?.requestsPerSecond, sent?.requests, verdict?.met], [1, 1, true]);
    }));
});

describe('Load while the method runs', () => {
  it('is sent at its rate, to all endpoints, and ends with the method', () =>
    withTarget(async (target) => {
      const method = [action('/any', wait(0.5))];
      const journal = await runAt(target, file({ load: { requestsPerSecond: 40 } }, { method }));
      const { load, endpoints = [] } = measuredIn(journal);
      assert.ok((load?.requests ?? 0) >= 20 && (load?.requests ?? 0) <= 60, `${load?.requests} requests`);
      assert.deepEqual(
        endpoints.map(({ endpoint, bad, detectedAfterMs }) => [endpoint, bad, detectedAfterMs]),
        [
          ['/health', 0, null],
          ['/stable', 0, null],
        ],
      );
      const { length } = target.asked;
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal(target.asked.length, length);
    }));

  it('never has more requests under way than it may, and counts what it did not send', () =>
    withTarget(async (target) => {
      const never = probe('/never', {
        tolerance: 200,
        provider: { type: 'http', url: '${url}/never', timeout: 0.3 },
      });
      const journal = await runAt(target, {
        ...file({ load: { requestsPerSecond: 50, concurrency: 2 } }, { method: [action('/any', wait(0.2))] }),
        ...hypothesis(never),
        runtime: { hypothesis: { strategy: 'skip' } },
      });
      const { load, endpoints } = measuredIn(journal);
      assert.equal(load?.requests, 2);
      assert.ok((load?.notSent ?? 0) > 3);
      assert.ok((endpoints?.[0]?.bad ?? 0) > 2, 'it is asked after the load whether it has recovered');
    }));

  it('is not sent in a dry run', () =>
    withTarget(async (target) => {
      const journal = await runAt(target, file({ load: { requestsPerSecond: 50 } }), { dry: 'pause' });
      assert.equal(measuredIn(journal).load, undefined);
    }));

  it('tells how long an endpoint takes to fail and to recover', () =>
    withTarget(async (target) => {
      const experiment = file(
        { load: { requestsPerSecond: 50 } },
        { method: [action('/break', wait(0.3))], rollbacks: [action('/mend')] },
      );
      const { endpoints = [] } = measuredIn(await runAt(target, { ...experiment, ...afterwards }));
      const [health, unharmed] = endpoints;
      assert.ok((health?.detectedAfterMs ?? -1) >= 0 && (health?.detectedAfterMs ?? 1000) < 300);
      assert.ok((health?.recoveredAfterMs ?? -1) >= 0 && (health?.recoveredAfterMs ?? 9999) < 2000);
      assert.deepEqual(
        [unharmed?.bad, unharmed?.detectedAfterMs, unharmed?.recoveredAfterMs],
        [0, null, null],
      );
    }));

  it('ends with a run that is ended', () =>
    withTarget(async (target) => {
      const end = new AbortController();
      void target.seen('/stable').then(() => setTimeout(() => end.abort(), 100));
      const journal = await runAt(
        target,
        file({ load: { requestsPerSecond: 20 } }, { method: [action('/any', wait(60))] }),
        { signal: end.signal },
      );
      assert.equal(journal.status, 'interrupted');
      const { length } = target.asked;
      await new Promise((resolve) => setTimeout(resolve, 150));
      assert.equal(target.asked.length, length);
    }));
});
