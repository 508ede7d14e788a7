import assert from 'node:assert/strict';
import type { DryStrategy, Experiment, FullActivity } from '../../format/experiment';
import type { HttpOutput } from '../http/runHttp';
import type { RunProgress } from '../runOptions';
import {
  action,
  hypothesis,
  isHealthy,
  outputOf,
  probe,
  runAt,
  unreachable,
  withTarget,
} from './target.fixture';

const pathsOf = (asked: readonly { readonly path: string }[]): string[] => asked.map(({ path }) => path);

/** What is done in each dry run. Source: chaoslib/activity.py, `execute_activity`. */
const dryRuns: Readonly<Record<DryStrategy, readonly string[]>> = {
  probes: ['/action', '/rollback'],
  actions: ['/health', '/probe', '/health'],
  activities: [],
  pause: ['/health', '/action', '/probe', '/health', '/rollback'],
};

describe('A dry run', () => {
  const file: Partial<Experiment> = {
    ...hypothesis(isHealthy),
    method: [action('/action', { pauses: { before: 0.01 } }), probe('/probe')],
    rollbacks: [action('/rollback')],
  };
  for (const [dry, paths] of Object.entries(dryRuns)) {
    it(`of ${dry} asks for ${paths.join(', ') || 'nothing'}, and has an entry for everything`, () =>
      withTarget(async (target) => {
        const journal = await runAt(target, file, { dry: dry as DryStrategy });
        assert.deepEqual(pathsOf(target.asked), paths);
        assert.deepEqual([journal.status, journal.run.length, journal.rollbacks.length], ['completed', 2, 1]);
        assert.equal(journal.steady_states.after?.steady_state_met, true);
      }));
  }

  it('of pause waits for none', () =>
    withTarget(async (target) => {
      const began = Date.now();
      await runAt(
        target,
        { method: [action('/any', { pauses: { before: 60, after: 60 } })] },
        { dry: 'pause' },
      );
      assert.ok(Date.now() - began < 10_000);
    }));

  it('of one activity is what that activity says', () =>
    withTarget(async (target) => {
      const method = [action('/left-out', { dry: 'actions' }), action('/done', { dry: 'probes' })];
      await runAt(target, { method }, { dry: 'activities' });
      await runAt(target, { method });
      assert.deepEqual(pathsOf(target.asked), ['/done', '/done']);
    }));

  it('may be asked for by the file', () =>
    withTarget(async (target) => {
      await runAt(target, { method: [action('/any')], dry: 'activities' });
      assert.deepEqual(target.asked, []);
    }));
});

describe('Activities', () => {
  it('are done one after the other, in their order', () =>
    withTarget(async (target) => {
      const journal = await runAt(target, { method: ['/a', '/b', '/c'].map((path) => action(path)) });
      assert.deepEqual(pathsOf(target.asked), ['/a', '/b', '/c']);
      assert.deepEqual(
        journal.run.map(({ activity }) => 'name' in activity && activity.name),
        ['/a', '/b', '/c'],
      );
    }));

  it('in the background run beside the others, and have ended before what comes after the method', () =>
    withTarget(async (target) => {
      const sleep = 'setTimeout(() => console.log("slept"), 300)';
      const slow = action('slow', {
        background: true,
        provider: { type: 'process', path: process.execPath, arguments: ['-e', sleep] },
      });
      const journal = await runAt(target, {
        method: [slow, action('/next')],
        rollbacks: [action('/rollback')],
      });
      const [background, next] = journal.run;
      assert.ok(next && background && next.end < background.end);
      assert.deepEqual((background.output as { stdout: string }).stdout, 'slept\n');
      assert.ok((journal.rollbacks[0]?.start ?? '') >= background.end);
    }));

  it('in the background that fail are told in their entry alone', () =>
    withTarget(async (target) => {
      const method = [action('/no', { ...unreachable, background: true }), action('/any')];
      const journal = await runAt(target, { method });
      assert.deepEqual(
        [journal.status, ...journal.run.map(({ status }) => status)],
        ['completed', 'failed', 'succeeded'],
      );
    }));

  it('in the background that end long before the others when the run is ended are waited for', () =>
    withTarget(async (target) => {
      const end = new AbortController();
      const both = Promise.all([target.seen('/never'), target.seen('/any')]);
      void both.then(() => end.abort());
      const sleeps = action('sleeps', {
        provider: {
          type: 'process',
          path: process.execPath,
          arguments: ['-e', 'setInterval(() => {}, 999)'],
        },
      });
      const method = [action('/never', { background: true }), action('/any'), sleeps];
      const journal = await runAt(target, { method }, { signal: end.signal });
      assert.equal(journal.status, 'interrupted');
    }));

  it('pause before and after, and their duration is without', () =>
    withTarget(async (target) => {
      const paused = action('/any', { pauses: { before: 0.2, after: 0.2 } });
      const journal = await runAt(target, { method: [paused] });
      assert.ok(journal.duration >= 0.4, String(journal.duration));
      assert.ok((journal.run[0]?.duration ?? 1) < 0.2);
    }));

  it('pause after a failure, too', () =>
    withTarget(async (target) => {
      const journal = await runAt(target, {
        method: [action('/no', { ...unreachable, pauses: { after: 0.2 } })],
      });
      assert.ok(journal.duration >= 0.2);
    }));

  it('take pauses from variables', () =>
    withTarget(async (target) => {
      const method = [action('/any', { pauses: { before: '${wait}' } })];
      assert.ok((await runAt(target, { method, configuration: { wait: 0.2 } })).duration >= 0.2);
    }));

  it('are referred to by their name, from anywhere', () =>
    withTarget(async (target) => {
      const journal = await runAt(target, { ...hypothesis(isHealthy), method: [{ ref: '/health' }] });
      assert.deepEqual(pathsOf(target.asked), ['/health', '/health', '/health']);
      assert.equal((journal.run[0]?.output as HttpOutput | undefined)?.status, 200);
    }));

  it('that are referred to in a hypothesis have the tolerance that stands there, and are never met without', () =>
    withTarget(async (target) => {
      const met = async (probe: object) =>
        (await runAt(target, { ...hypothesis(probe as never), method: [isHealthy] })).steady_states.before
          ?.steady_state_met;
      assert.deepEqual(
        [await met({ ref: '/health', tolerance: 200 }), await met({ ref: '/health' })],
        [true, false],
      );
    }));

  it('that are referred to are the last of their name: those of the hypothesis, and none of the rollbacks', () =>
    withTarget(async (target) => {
      const named = (path: string) => probe(path, { name: 'one', tolerance: 200 });
      const method = [{ ref: 'one' }, named('/method')];
      await runAt(target, { ...hypothesis(named('/health')), method, rollbacks: [named('/rollback')] });
      assert.deepEqual(pathsOf(target.asked), ['/health', '/health', '/method', '/health', '/rollback']);
      assert.equal(
        (await runAt(target, { method: [{ ref: 'one' }], rollbacks: [named('/x')] })).status,
        'aborted',
      );
    }));

  it('tell who watches when they begin and how they ended', () =>
    withTarget(async (target) => {
      const seen: string[] = [];
      const onProgress = (progress: RunProgress) => {
        if (progress.kind === 'phase') seen.push(progress.phase);
        if (progress.kind === 'ended') seen.push(`${progress.phase} ${progress.entry.status}`);
      };
      await runAt(target, { ...hypothesis(isHealthy), method: [action('/no', unreachable)] }, { onProgress });
      assert.deepEqual(seen, [
        'before',
        'before succeeded',
        'method',
        'method failed',
        'after',
        'after succeeded',
        'rollbacks',
      ]);
    }));

  it('that are under way when the run is ended are aborted, and the rest is not begun', () =>
    withTarget(async (target) => {
      const end = new AbortController();
      const background = action('/never', { name: 'waits', background: true });
      const long = action('/any', { pauses: { after: 60 } });
      const asked = target.seen('/never');
      const onProgress = (progress: RunProgress) => {
        if (progress.kind === 'ended') void asked.then(() => end.abort());
      };
      const method = [background, long, action('/last')];
      const journal = await runAt(target, { method }, { signal: end.signal, onProgress });
      assert.equal(journal.status, 'interrupted');
      assert.deepEqual(journal.run.map(({ status }) => status).sort(), ['aborted', 'succeeded']);
    }));
});

describe('A hypothesis', () => {
  it('stops at the first probe that is out of its tolerance', () =>
    withTarget(async (target) => {
      const journal = await runAt(target, hypothesis(probe('/teapot', { tolerance: 200 }), isHealthy));
      assert.deepEqual(pathsOf(target.asked), ['/teapot']);
      assert.deepEqual(
        journal.steady_states.before?.probes.map(({ status, tolerance_met }) => [status, tolerance_met]),
        [['succeeded', false]],
      );
    }));

  it('says of a probe that could not be asked that its tolerance is not met', () =>
    withTarget(async (target) => {
      const { steady_states } = await runAt(target, hypothesis({ ...isHealthy, ...unreachable }));
      const [entry] = steady_states.before?.probes ?? [];
      assert.deepEqual([entry?.status, entry?.tolerance_met, entry?.output], ['failed', false, null]);
      assert.match(entry?.exception?.[0] ?? '', /^ActivityFailed: failed to connect/);
    }));

  it('without probes is none', () =>
    withTarget(async (target) => {
      const journal = await runAt(target, { ...hypothesis(), method: [action('/any')] });
      assert.deepEqual([journal.steady_states.before, journal.run.length], [null, 1]);
    }));

  it('may ask by a probe as tolerance, which gets the value', () =>
    withTarget(async (target) => {
      const judge = probe('/judge', {
        provider: { type: 'http', url: '${url}/judge', arguments: { by: 'me' } },
      });
      const journal = await runAt(target, hypothesis(probe('/any', { tolerance: judge })));
      assert.equal(journal.steady_states.before?.steady_state_met, true);
      assert.match(target.asked[1]?.query ?? '', /^\?by=me&value=/);
      const { steady_states } = await runAt(
        target,
        hypothesis(probe('/any', { tolerance: { ...judge, ...unreachable } })),
      );
      assert.equal(steady_states.before?.steady_state_met, false);
    }));
});

describe('A tolerance that can only be read when the run has begun', () => {
  const deep = probe('/deep-text', { tolerance: { type: 'jsonpath', path: '$..a', target: 'body' } });
  const cases: readonly (readonly [string, FullActivity, RegExp])[] = [
    [
      'holds no pattern',
      probe('/any', { tolerance: { type: 'regex', pattern: '${bad}', target: 'body' } }),
      /^ToleranceError: the pattern \(\[ cannot be read: /,
    ],
    [
      'holds no path',
      probe('/json', { tolerance: { type: 'jsonpath', path: '${bad}', target: 'body' } }),
      /^ToleranceError: the path \(\[ cannot be read: /,
    ],
    [
      'looks at too much depth',
      deep,
      /^ToleranceError: what the path \$\.\.a looks at is JSON with more than/,
    ],
  ];
  for (const [what, judged, message] of cases) {
    it(`and ${what} is a probe that failed, and says so`, () =>
      withTarget(async (target) => {
        const file = { ...hypothesis(judged), configuration: { bad: '([' }, method: [action('/next')] };
        const said: string[] = [];
        const onProgress = (progress: RunProgress) => {
          if (progress.kind === 'log' && progress.level === 'error') said.push(progress.message);
        };
        const before = await runAt(target, file, { onProgress });
        const [entry] = before.steady_states.before?.probes ?? [];
        assert.deepEqual([before.status, before.run, entry?.tolerance_met], ['failed', [], false]);
        assert.match(entry?.exception?.[0] ?? '', message);
        assert.ok(said[0]?.startsWith(`${judged.name}: the pa`) || said[0]?.includes(': what the path'));
        const after = await runAt(target, file, { hypothesisStrategy: 'after-method-only' });
        assert.deepEqual([after.status, after.run.length], ['failed', 1]);
      }));

    it(`and ${what} ends the method that it is asked beside, and the run is aborted`, () =>
      withTarget(async (target) => {
        const method = [action('/any', { pauses: { after: 0.3 } }), action('/next')];
        const file = { ...hypothesis(judged), configuration: { bad: '([' }, method };
        const during = await runAt(target, file, { hypothesisStrategy: 'during-method-only' });
        assert.deepEqual([during.status, during.run.length], ['aborted', 1]);
      }));
  }
});

describe('Values', () => {
  it('are put into URLs, headers, bodies and titles', () =>
    withTarget(async (target) => {
      const activity = action('/any', {
        provider: {
          type: 'http',
          url: '${url}/${path}',
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-Who': 'is $who' },
          arguments: { number: '${number}', text: 'n${number}', all: ['${yes}'] },
        },
      });
      const configuration = { path: 'deep', who: 'me', number: 5, yes: true };
      const journal = await runAt(target, { title: 'About ${who}', method: [activity], configuration });
      const [asked] = target.asked;
      assert.deepEqual(
        [asked?.path, asked?.headers['x-who'], journal.experiment.title],
        ['/deep', 'is me', 'About me'],
      );
      assert.deepEqual(JSON.parse(asked?.body ?? ''), { number: 5, text: 'n5', all: [true] });
    }));

  it('come from the environment, else from their default', () =>
    withTarget(async (target) => {
      const configuration = { path: { type: 'env', key: 'CHAOS_PATH', default: 'default' } };
      const method = [action('/any', { provider: { type: 'http', url: '${url}/${path}' } })];
      await runAt(target, { method, configuration });
      await runAt(target, { method, configuration }, { env: { CHAOS_PATH: 'set' } });
      await runAt(target, { method, configuration }, { variables: { path: 'given' } });
      assert.deepEqual(pathsOf(target.asked), ['/default', '/set', '/given']);
    }));

  it('that are missing are told before anything is done', () =>
    withTarget(async (target) => {
      const configuration = { path: { type: 'env', key: 'CHAOS_PATH' } };
      await assert.rejects(
        runAt(target, { method: [action('/any')], configuration }),
        /CHAOS_PATH is not set/,
      );
      assert.deepEqual(target.asked, []);
    }));

  it('may be found by a probe before the run', () =>
    withTarget(async (target) => {
      const found = probe('/json', { provider: { type: 'http', url: '${url}/utf8' } });
      const method = [action('/any', { provider: { type: 'http', url: '${url}/${found}' } })];
      await runAt(target, { method, configuration: { found } });
      assert.equal(target.asked.at(-1)?.path, '/%C3%A9');
    }));

  it('that are secret are used as others, and stand in no entry', () =>
    withTarget(async (target) => {
      const method = [
        action('/any', {
          provider: { type: 'http', url: '${url}/any', headers: { Authorization: '${token}' } },
        }),
      ];
      const secrets = { shop: { token: { type: 'env', key: 'TOKEN' } } };
      const journal = await runAt(target, { method, secrets }, { env: { TOKEN: 'open sesame' } });
      assert.equal(target.asked[0]?.headers.authorization, 'open sesame');
      assert.doesNotMatch(JSON.stringify(journal), /sesame/);
    }));

  it('that nobody knows stay as they are written', () =>
    withTarget(async (target) => {
      const method = action('/any', {
        provider: { type: 'http', url: '${url}/any', arguments: { a: '${nobody} $$1' } },
      });
      await outputOf(target, method);
      assert.equal(new URLSearchParams(target.asked[0]?.query).get('a'), '${nobody} $1');
    }));
});
