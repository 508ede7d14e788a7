import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { Experiment, FullActivity } from '../../format/experiment';
import { parseExperiment } from '../../format/parseExperiment';
import { verdictOf } from '../../report/verdict';
import { parseForRun } from '../../runs/parseForRun';
import { action, hypothesis, isHealthy, probe, runAt, unreachable, withTarget } from './target.fixture';

const file = (change: object): string =>
  JSON.stringify({ title: 't', description: 'd', method: [], ...change });

const said = (text: string, severity: 'error' | 'warning'): string[] =>
  parseExperiment(text, 'a.chaos.json')
    .problems.filter((each) => each.severity === severity)
    .map(({ message }) => message);

const setsFault: FullActivity = {
  type: 'action',
  name: 'sets a fault',
  provider: {
    type: 'http',
    method: 'PATCH',
    url: 'http://127.0.0.1:1/_localstack/chaos/faults',
    headers: { 'Content-Type': 'application/json' },
    arguments: [{ service: 's3' }],
  },
};

const refuses = action('/teapot');
const outOfTolerance = probe('/teapot', { tolerance: 200 });

/** What surprises people of Chaos Toolkit: as it is there, and told where a file can be warned of it. */
describe('What surprises people', () => {
  it('1: an answer of 4xx fails no action, and a fault without a gate is warned of', () =>
    withTarget(async (target) => {
      const journal = await runAt(target, { method: [refuses] });
      assert.deepEqual([journal.run[0]?.status, verdictOf(journal).outcome], ['succeeded', 'passed']);
      assert.match(said(file({ method: [setsFault] }), 'warning').join('\n'), /answers this with 404/);
    }));

  it('2: expected_status is read by nobody, and warned of', () =>
    withTarget(async (target) => {
      const provider = { ...refuses.provider, expected_status: 200 };
      const method = [{ ...refuses, provider } as unknown as FullActivity];
      assert.equal((await runAt(target, { method })).run[0]?.status, 'succeeded');
      assert.match(said(file({ method }), 'warning').join('\n'), /expected_status/);
    }));

  it('3: a hypothesis probe that cannot be asked fails the run without rollbacks, an activity fails alone', () =>
    withTarget(async (target) => {
      const rollbacks = [action('/mend')];
      const asked = await runAt(target, { ...hypothesis({ ...isHealthy, ...unreachable }), rollbacks });
      assert.deepEqual([asked.status, asked.rollbacks.length], ['failed', 0]);
      const always = { rollbacks: { strategy: 'always' } } as const;
      const kept = await runAt(target, {
        ...hypothesis({ ...isHealthy, ...unreachable }),
        rollbacks,
        runtime: always,
      });
      assert.deepEqual([kept.status, kept.rollbacks.length], ['failed', 1]);
      const done = await runAt(target, { method: [action('/no', unreachable), action('/any')], rollbacks });
      assert.deepEqual(
        [done.status, done.run.map(({ status }) => status), done.rollbacks.length],
        ['completed', ['failed', 'succeeded'], 1],
      );
      const careless = file({ ...hypothesis(isHealthy), method: [setsFault] });
      assert.match(said(careless, 'warning').join('\n'), /Write runtime: \{ rollbacks: \{ strategy: always/);
    }));

  it('4: what stands after the first probe out of its tolerance is not asked', () =>
    withTarget(async (target) => {
      const journal = await runAt(target, hypothesis(outOfTolerance, isHealthy));
      assert.equal(journal.steady_states.before?.probes.length, 1);
      assert.deepEqual(
        target.asked.map(({ path }) => path),
        ['/teapot'],
      );
    }));

  it('5: arguments of a GET are its query, and JSON is sent with one spelling of its header only', () =>
    withTarget(async (target) => {
      const send = (method: string, header: object, body: object) =>
        action('/any', {
          provider: { type: 'http', url: '${url}/any', method, headers: { ...header }, arguments: body },
        });
      await runAt(target, {
        method: [
          send('GET', {}, { a: 1 }),
          send('POST', { 'Content-Type': 'application/json' }, [1]),
          send('POST', { 'content-type': 'application/json' }, { a: 1 }),
        ],
      });
      assert.deepEqual(
        target.asked.map(({ query, body }) => [query, body]),
        [
          ['?a=1', ''],
          ['', '[1]'],
          ['', 'a=1'],
        ],
      );
    }));

  it('6: a gate that is shut is completed and not deviated, and nothing was tested: no success here', () =>
    withTarget(async (target) => {
      const journal = await runAt(target, { ...hypothesis(outOfTolerance), method: [action('/any')] });
      assert.deepEqual([journal.status, journal.deviated, journal.run], ['completed', false, []]);
      const { outcome, isGood, sentence } = verdictOf(journal);
      assert.deepEqual([outcome, isGood], ['never-started', false]);
      assert.match(sentence, /^Nothing was tested/);
    }));

  it('7: a program that is not there is refused before anything runs; a probe of the method fails no run', () =>
    withTarget(async (target) => {
      const program = { type: 'action', name: 'p', provider: { type: 'process', path: 'no-such-program' } };
      const place = { folder: process.cwd(), env: { PATH: process.env.PATH } };
      const { problems } = await parseForRun(file({ method: [program] }), 'a.chaos.json', place);
      const [problem] = problems.filter(({ severity }) => severity === 'error');
      assert.match(problem?.message ?? '', /no-such-program/);
      assert.ok(problem?.range, 'with its place');
      const journal = await runAt(target, { ...hypothesis(isHealthy), method: [outOfTolerance] });
      assert.equal(verdictOf(journal).outcome, 'passed');
    }));

  it('8: our schema takes what is run, and refuses what is not', () => {
    const path = join(import.meta.dirname, '../../../../../schemas/chaos-experiment.schema.json');
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(path, 'utf8')));
    const fine: Partial<Experiment> = { ...hypothesis(isHealthy), method: [{ ref: '/health' }, refuses] };
    assert.ok(validate(JSON.parse(file(fine))), JSON.stringify(validate.errors));
    assert.ok(!validate(JSON.parse(file(hypothesis(probe('/health'))))), 'a hypothesis needs a tolerance');
  });

  it('9: a field that nobody knows is warned of; patterns are those of Python, or refused with a sentence', () =>
    withTarget(async (target) => {
      const unknown = file({ nobody: 1 });
      assert.deepEqual(said(unknown, 'error'), []);
      assert.match(said(unknown, 'warning').join('\n'), /nobody/);
      const matching = (pattern: string) =>
        hypothesis(probe('/health', { tolerance: { type: 'regex', pattern, target: 'body' } }));
      const journal = await runAt(target, matching('(?i)(?P<first>O)K'));
      assert.equal(journal.steady_states.before?.steady_state_met, true);
      assert.match(said(file(matching('(?>a)')), 'error').join('\n'), /\(\?>/);
    }));
});
