import assert from 'node:assert/strict';
import type { Experiment, HypothesisStrategy, RollbackStrategy } from '../../format/experiment';
import type { RunOptions } from '../runOptions';
import {
  action,
  hypothesis,
  isHealthy,
  probe,
  runAt,
  type Target,
  unreachable,
  withTarget,
} from './target.fixture';

interface Outcome {
  readonly experiment: Partial<Experiment>;
  readonly options?: (target: Target) => Partial<RunOptions>;
  readonly status: string;
  readonly deviated: boolean;
  /** Activities of the method that were begun. */
  readonly run: number;
  /** By strategy: whether rollbacks are played. */
  readonly rollbacks: Readonly<Record<RollbackStrategy, boolean>>;
}

const always = { default: true, always: true, never: false, deviated: false };
const unlessFailed = { ...always, default: false };

/** Ended by its signal as soon as a path has been asked for. */
const endedAt = (path: string) => (target: Target) => {
  const end = new AbortController();
  void target.seen(path).then(() => end.abort());
  return { signal: end.signal };
};

/** Source: chaoslib/run.py, `run_rollback`, `run_gate_hypothesis`, `run_deviation_validation_hypothesis`. */
const outcomes: Readonly<Record<string, Outcome>> = {
  'is well': {
    experiment: { ...hypothesis(isHealthy), method: [action('/any')] },
    status: 'completed',
    deviated: false,
    run: 1,
    rollbacks: always,
  },
  'has no hypothesis': {
    experiment: { method: [action('/any')] },
    status: 'completed',
    deviated: false,
    run: 1,
    rollbacks: always,
  },
  'has nothing in its method': {
    experiment: hypothesis(isHealthy),
    status: 'completed',
    deviated: false,
    run: 0,
    rollbacks: always,
  },
  'is not in its steady state before (and nothing is tested)': {
    experiment: { ...hypothesis(probe('/teapot', { tolerance: 200 })), method: [action('/any')] },
    status: 'completed',
    deviated: false,
    run: 0,
    rollbacks: always,
  },
  'has a hypothesis probe that cannot be asked before': {
    experiment: { ...hypothesis({ ...isHealthy, ...unreachable }), method: [action('/any')] },
    status: 'failed',
    deviated: false,
    run: 0,
    rollbacks: unlessFailed,
  },
  'has an action that fails (and goes on)': {
    experiment: { ...hypothesis(isHealthy), method: [action('/no', unreachable), action('/any')] },
    status: 'completed',
    deviated: false,
    run: 2,
    rollbacks: always,
  },
  'has a probe out of its tolerance in the method (and nobody minds)': {
    experiment: { ...hypothesis(isHealthy), method: [probe('/teapot', { tolerance: 200 })] },
    status: 'completed',
    deviated: false,
    run: 1,
    rollbacks: always,
  },
  'is not in its steady state after': {
    experiment: { ...hypothesis(isHealthy), method: [action('/break')] },
    status: 'completed',
    deviated: true,
    run: 1,
    rollbacks: { ...always, deviated: true },
  },
  'has a hypothesis probe that cannot be asked after': {
    experiment: {
      ...hypothesis({ ...isHealthy, ...unreachable }),
      method: [action('/any')],
      runtime: { hypothesis: { strategy: 'after-method-only' } },
    },
    status: 'failed',
    deviated: true,
    run: 1,
    rollbacks: { ...unlessFailed, deviated: true },
  },
  'is ended in its method': {
    experiment: { ...hypothesis(isHealthy), method: [action('/never'), action('/any')] },
    options: endedAt('/never'),
    status: 'interrupted',
    deviated: false,
    run: 1,
    rollbacks: unlessFailed,
  },
  'is ended in its hypothesis': {
    experiment: { ...hypothesis(probe('/never', { tolerance: 200 })), method: [action('/any')] },
    options: endedAt('/never'),
    status: 'interrupted',
    deviated: false,
    run: 0,
    rollbacks: unlessFailed,
  },
  'refers to an activity that is not there': {
    experiment: { ...hypothesis(isHealthy), method: [{ ref: 'nobody' }, action('/any')] },
    status: 'aborted',
    deviated: false,
    run: 0,
    rollbacks: always,
  },
};

describe('A run that', () => {
  for (const [what, { experiment, options, status, deviated, run, rollbacks }] of Object.entries(outcomes)) {
    for (const [strategy, played] of Object.entries(rollbacks)) {
      const verdict = `${status}${deviated ? ', deviated' : ''}`;
      it(`${what} is ${verdict}, and ${played ? 'rolls back' : 'rolls nothing back'} (${strategy})`, () =>
        withTarget(async (target) => {
          const journal = await runAt(
            target,
            { ...experiment, rollbacks: [action('/mend')] },
            { ...options?.(target), rollbackStrategy: strategy as RollbackStrategy },
          );
          assert.deepEqual(
            [journal.status, journal.deviated, journal.run.length, journal.rollbacks.length],
            [status, deviated, run, played ? 1 : 0],
          );
          assert.equal(
            target.asked.some(({ path }) => path === '/mend'),
            played,
          );
        }));
    }
  }

  it('names a strategy for rollbacks in the file is overruled by who runs it', () =>
    withTarget(async (target) => {
      const runtime = { rollbacks: { strategy: 'never' } } as const;
      const file = { rollbacks: [action('/mend')], runtime };
      assert.equal((await runAt(target, file)).rollbacks.length, 0);
      assert.equal((await runAt(target, file, { rollbackStrategy: 'always' })).rollbacks.length, 1);
    }));

  it('has a rollback that fails plays the others, and is no worse for it', () =>
    withTarget(async (target) => {
      const journal = await runAt(target, { rollbacks: [action('/no', unreachable), action('/mend')] });
      assert.deepEqual(
        [journal.status, ...journal.rollbacks.map(({ status }) => status)],
        ['completed', 'failed', 'succeeded'],
      );
    }));
});

describe('Rollbacks that are under way when the run is ended', () => {
  it('end, and the run is interrupted', () =>
    withTarget(async (target) => {
      const rollbacks = [action('/never'), action('/mend')];
      const journal = await runAt(target, { rollbacks }, endedAt('/never')(target));
      assert.deepEqual(
        [journal.status, journal.rollbacks.map(({ status }) => status)],
        ['interrupted', ['aborted']],
      );
    }));
});

interface Moments {
  readonly before: boolean;
  readonly during: boolean;
  readonly after: boolean;
}

/** Source: chaoslib/run.py, `should_run_before_method` and its kind. */
const strategies: Readonly<Record<HypothesisStrategy, Moments>> = {
  default: { before: true, during: false, after: true },
  'before-method-only': { before: true, during: false, after: false },
  'after-method-only': { before: false, during: false, after: true },
  'during-method-only': { before: false, during: true, after: false },
  continuously: { before: true, during: true, after: true },
  skip: { before: false, during: false, after: false },
};

describe('The hypothesis strategy', () => {
  for (const [strategy, moments] of Object.entries(strategies)) {
    const options = { hypothesisStrategy: strategy as HypothesisStrategy, hypothesisFrequency: 0.01 };

    it(`${strategy} checks ${
      Object.entries(moments)
        .filter(([, is]) => is)
        .map(([name]) => name)
        .join(', ') || 'never'
    }`, () =>
      withTarget(async (target) => {
        const method = [action('/any', { pauses: { after: 0.1 } })];
        const { steady_states } = await runAt(target, { ...hypothesis(isHealthy), method }, options);
        assert.deepEqual(
          [steady_states.before !== null, steady_states.during.length > 0, steady_states.after !== null],
          [moments.before, moments.during, moments.after],
        );
      }));

    it(`${strategy} ${moments.after ? 'tells' : 'does not tell'} that a system stays broken`, () =>
      withTarget(async (target) => {
        const method = [action('/break', { pauses: { after: 0.05 } })];
        const journal = await runAt(target, { ...hypothesis(isHealthy), method }, options);
        assert.deepEqual([journal.status, journal.deviated], ['completed', moments.after]);
      }));

    it(`${strategy} ${moments.before ? 'begins nothing' : 'begins'} with a system that is broken`, () =>
      withTarget(async (target) => {
        const broken = hypothesis(probe('/teapot', { tolerance: 200 }));
        const journal = await runAt(target, { ...broken, method: [action('/any')] }, options);
        assert.equal(journal.run.length, moments.before ? 0 : 1);
      }));
  }

  it('of the file counts, unless who runs it names another', () =>
    withTarget(async (target) => {
      const file = { ...hypothesis(isHealthy), runtime: { hypothesis: { strategy: 'skip' } } } as const;
      assert.equal((await runAt(target, file)).steady_states.before, null);
      const named = await runAt(target, file, { hypothesisStrategy: 'before-method-only' });
      assert.equal(named.steady_states.before?.steady_state_met, true);
    }));

  it('during the method checks again after each pause, and once at least', () =>
    withTarget(async (target) => {
      const during = { hypothesisStrategy: 'during-method-only' } as const;
      const once = await runAt(target, hypothesis(isHealthy), { ...during, hypothesisFrequency: 60 });
      assert.equal(once.steady_states.during.length, 1);
      const method = [action('/any', { pauses: { after: 0.3 } })];
      const often = await runAt(
        target,
        { ...hypothesis(isHealthy), method },
        { ...during, hypothesisFrequency: 0.05 },
      );
      assert.ok(often.steady_states.during.length >= 3, `${often.steady_states.during.length} times`);
    }));

  it('during the method ends nothing by itself', () =>
    withTarget(async (target) => {
      const method = [action('/break', { pauses: { after: 0.05 } }), action('/mend')];
      const options = { hypothesisStrategy: 'continuously', hypothesisFrequency: 0.01 } as const;
      const journal = await runAt(target, { ...hypothesis(isHealthy), method }, options);
      assert.equal(journal.run.length, 2);
      assert.ok(journal.steady_states.during.some(({ steady_state_met }) => steady_state_met === false));
      assert.deepEqual([journal.status, journal.deviated], ['completed', false]);
    }));

  it('during the method ends it at the first deviation with fail-fast, as failed', () =>
    withTarget(async (target) => {
      const method = [action('/break', { pauses: { after: 0.3 } }), action('/any')];
      const journal = await runAt(
        target,
        { ...hypothesis(isHealthy), method, rollbacks: [action('/mend')] },
        { hypothesisStrategy: 'during-method-only', hypothesisFrequency: 0.01, failFast: true },
      );
      assert.deepEqual([journal.status, journal.run.length, journal.rollbacks.length], ['failed', 1, 0]);
    }));
});
