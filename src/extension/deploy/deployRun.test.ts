import assert from 'node:assert/strict';
import type { DeployReport } from '../../core/deploy/deployReport';
import { DeployRun, type RunReporting } from './deployRun';

/** A run whose work the test does by hand. */
const handRun = () => {
  let reporting: RunReporting | undefined;
  let finish: (report: DeployReport) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const run = new DeployRun({
    action: 'deploy',
    regions: ['a', 'b'],
    work: (given) => {
      reporting = given;
      return new Promise((resolve, reject) => {
        finish = resolve;
        fail = reject;
      });
    },
  });
  assert.ok(reporting);
  return { run, reporting, finish, fail };
};

const report = (a: 'done' | 'failed'): DeployReport => ({
  tools: {},
  regions: [
    {
      region: 'a',
      outcome: a,
      problems: [],
      durationMs: 1,
      ...(a === 'failed' ? { message: 'It broke.' } : {}),
    },
    { region: 'b', outcome: 'done', problems: [], durationMs: 1 },
  ],
});

describe('DeployRun', () => {
  it('gives a terminal its own lines and the common ones, those it missed first', () => {
    const { run, reporting } = handRun();
    reporting.onNote('Installing');
    reporting.onLine({ region: 'a', tool: 'terraform', text: 'in a' });
    reporting.onLine({ region: 'b', tool: 'terraform', text: 'in b' });
    const seen: string[] = [];
    const following = run.follow('a', (text) => seen.push(text));
    reporting.onLine({ region: 'a', tool: 'osls', text: 'more in a' });
    following.dispose();
    reporting.onLine({ region: 'a', tool: 'osls', text: 'unseen' });
    assert.deepEqual(seen, ['Installing', 'in a', 'more in a']);
  });

  it('interrupts at the first cancel, and kills at the second', () => {
    const { run, reporting } = handRun();
    const states = () => [reporting.signal?.aborted, reporting.killSignal?.aborted];
    assert.deepEqual(states(), [false, false]);
    assert.equal(run.cancel(), 'interrupted');
    assert.deepEqual(states(), [true, false]);
    assert.equal(run.cancel(), 'killed');
    assert.deepEqual(states(), [true, true]);
  });

  it('tells how it ended in each region', async () => {
    const { run, finish } = handRun();
    finish(report('failed'));
    const outcomes = await Promise.all(run.regions.map((region) => run.outcomeOf(region)));
    assert.deepEqual(
      outcomes.map(({ outcome, message }) => [outcome, message]),
      [
        ['failed', 'It broke.'],
        ['done', undefined],
      ],
    );
  });

  it('has failed everywhere when nothing could begin, unless it was cancelled', async () => {
    const failed = handRun();
    failed.fail(new Error('No Terraform.'));
    assert.deepEqual(await failed.run.outcomeOf('a'), { outcome: 'failed', message: 'No Terraform.' });
    const cancelled = handRun();
    cancelled.run.cancel();
    cancelled.fail(new Error('Aborted.'));
    assert.deepEqual(await cancelled.run.outcomeOf('a'), { outcome: 'cancelled' });
  });

  it('keeps the step that each region is at', () => {
    const { run, reporting } = handRun();
    reporting.onStep('a', 'terraform init');
    reporting.onStep('b', 'terraform init');
    reporting.onStep('a', 'terraform apply');
    assert.deepEqual(
      [...run.steps.current],
      [
        ['a', 'terraform apply'],
        ['b', 'terraform init'],
      ],
    );
  });
});
