import assert from 'node:assert/strict';
import { startFakeLocalStack } from '../../test/support/fakeLocalStack/startFakeLocalStack';
import { ChaosClient } from '../core/http/chaosClient';
import { signed } from '../gateway/withGateway';
import { CommandLine } from './commandLine';
import { type EngineInTest, withEngine } from './engine/withEngine';

const foreign = { service: 's3', description: 'of another tool' };

describe('chaos-lab', () => {
  let cli: CommandLine;

  before(async function () {
    this.timeout(30_000);
    cli = await CommandLine.build();
  });
  after(() => cli.dispose());

  /** Runs commands against an engine; each must end with exit code 0, and gives its JSON. */
  const withLab = (
    work: (run: (...args: string[]) => Promise<unknown>, engine: EngineInTest) => Promise<void>,
  ) =>
    withEngine({}, (engine) =>
      work(async (...args) => {
        const { code, stdout, stderr } = await cli.run([...args, '--endpoint', engine.url, '--json']);
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout);
      }, engine),
    );

  it('tells its commands', async () => {
    const { code, stdout } = await cli.run(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    assert.deepEqual(
      [code, commands.slice(0, 9)],
      [0, ['engine', 'deploy', 'destroy', 'endpoints', 'faults', 'effects', 'run', 'validate', 'demo']],
    );
  });

  it('ends with 2 on wrong usage, and says where help is', async () => {
    for (const args of [
      ['bogus'],
      ['faults', 'add', '--probability', 'often'],
      ['deploy', '--regions', 'mars'],
    ]) {
      const { code, stdout, stderr } = await cli.run(args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^error: [\s\S]*--help" tells what there is/);
    }
  });

  it('ends with 3 when no engine answers, in one sentence', async () => {
    const nowhere = ['--endpoint', 'http://127.0.0.1:9'];
    for (const args of [['faults', 'list'], ['effects'], ['endpoints'], ['deploy']]) {
      const { code, stdout, stderr } = await cli.run([...args, ...nowhere]);
      assert.deepEqual([code, stdout], [3, ''], args.join(' '));
      assert.match(stderr, /^Nothing answers at http:\/\/127\.0\.0\.1:9\. Start the engine with .*\n$/);
    }
  });

  describe('faults', () => {
    it('adds a tagged rule, lists it, and removes it by its number or its fields', () =>
      withLab(async (run) => {
        const options = [
          '--region',
          'us-east-1',
          '--probability',
          '0.5',
          '--status',
          '500',
          '--code',
          'Boom',
        ];
        await run('faults', 'add', '--service', 'lambda', ...options);
        await run('faults', 'add', '--service', 's3');
        const rule = {
          region: 'us-east-1',
          service: 'lambda',
          probability: 0.5,
          error: { statusCode: 500, code: 'Boom' },
          description: 'chaos-lab:cli',
        };
        const s3 = { service: 's3', description: 'chaos-lab:cli' };
        assert.deepEqual(await run('faults', 'list'), {
          rules: [
            { rule, index: 0, owner: 'ours', hits: 0, matches: 0 },
            { rule: s3, index: 1, owner: 'ours', hits: 0, matches: 0 },
          ],
          latencyMs: 0,
          ended: [],
        });
        assert.deepEqual(await run('faults', 'remove', '1'), { removed: [s3], remaining: [rule] });
        const byFields = ['--service', 'lambda', '--code', 'Boom'];
        assert.deepEqual(await run('faults', 'remove', ...byFields), { removed: [rule], remaining: [] });
      })).timeout(20_000);

    it('adds rules that delay, cut and hold back, for so many requests, and says what they do', () =>
      withEngine({}, async ({ url }) => {
        const cases: [options: string, rule: object, said: string][] = [
          ['--latency 100-300', { latency: { min: 100, max: 300 } }, 'delay of 100 to 300 ms'],
          [
            '--latency normal:200,50 --status 500',
            { error: { statusCode: 500 }, latency: { distribution: 'normal', mean: 200, deviation: 50 } },
            '500 ServiceUnavailable after about 200 ms (normal, deviation 50 ms)',
          ],
          ['--reset --count 3', { reset: true, count: 3 }, 'connection cut, first 3 calls'],
          ['--timeout 5s', { timeout: { ms: 5000 } }, 'no answer for 5 s'],
        ];
        for (const [options, , said] of cases) {
          const args = ['faults', 'add', '--service', 'lambda', ...options.split(' '), '--endpoint', url];
          const { code, stdout } = await cli.run(args);
          const [first] = stdout.split('\n');
          assert.deepEqual([code, first], [0, `Fault on lambda in all regions: ${said}, until cleared.`]);
        }
        const rules = cases.map(([, rule]) => ({ service: 'lambda', ...rule, description: 'chaos-lab:cli' }));
        assert.deepEqual(await new ChaosClient(url).getFaults(), rules);
        const { stdout } = await cli.run(['faults', 'clear', '--endpoint', url]);
        assert.equal(stdout, 'Removed 4 rules.\n');
      })).timeout(20_000);

    it('warns of a rule that will not be tried', () =>
      withEngine({}, async ({ url }) => {
        await cli.run(['faults', 'add', '--service', 'lambda', '--endpoint', url]);
        const narrower = ['faults', 'add', '--service', 'lambda', '--region', 'us-east-1', '--endpoint', url];
        const { code, stdout } = await cli.run(narrower);
        const [, warning] = stdout.split('\n');
        assert.deepEqual(
          [code, warning],
          [0, 'Rule 1 is not tried: rule 0 comes first and fits all that it fits.'],
        );
      }));

    it('says so when the engine cannot, and changes nothing', async () => {
      const localStack = await startFakeLocalStack({ persona: 'licensed' });
      try {
        const { endpoint } = localStack;
        for (const args of [
          ['add', '--service', 's3', '--latency', '200', '--count', '3'],
          ['set', '[{"reset":true}]'],
        ]) {
          const { code, stdout, stderr } = await cli.run(['faults', ...args, '--endpoint', endpoint]);
          assert.deepEqual([code, stdout], [1, '']);
          assert.match(
            stderr,
            /^LocalStack \S+ cannot (delay|cut) .*\(chaos-lab engine --upstream URL\)\. Nothing/,
          );
        }
        assert.deepEqual(await new ChaosClient(endpoint).getFaults(), []);
      } finally {
        await localStack.close();
      }
    }).timeout(20_000);

    it('has the engine take a rule back after its time', () =>
      withLab(async (run, { url }) => {
        const client = new ChaosClient(url);
        await run('faults', 'add', '--service', 's3');
        await run('faults', 'add', '--service', 'lambda', '--for', '1s');
        assert.equal((await client.getFaults()).length, 2);
        const deadline = Date.now() + 5000;
        while ((await client.getFaults()).length > 1)
          assert.ok(Date.now() < deadline, 'the rule is still there');
        assert.deepEqual(await client.getFaults(), [{ service: 's3', description: 'chaos-lab:cli' }]);
      }));

    it('clears what the lab set and names what others did; with --all, these too', () =>
      withLab(async (run, { url }) => {
        const client = new ChaosClient(url);
        await client.addFaults([foreign, { description: 'chaos-lab:another window' }]);
        await client.setLatency(5);
        await run('faults', 'add', '--service', 'lambda');
        assert.deepEqual(await run('faults', 'clear'), {
          removedRules: 2,
          clearedLatency: true,
          remaining: [foreign],
        });
        assert.deepEqual(await run('faults', 'clear', '--all'), {
          removedRules: 1,
          clearedLatency: false,
          remaining: [],
        });
      }));

    it('replaces all rules by those of standard input', () =>
      withEngine({}, async ({ url }) => {
        const client = new ChaosClient(url);
        await client.addFaults([foreign]);
        const set = ['faults', 'set', '-', '--endpoint', url];
        assert.equal((await cli.run(set, { stdin: '[{"service":"sqs"}]' })).code, 0);
        assert.deepEqual(await client.getFaults(), [{ service: 'sqs' }]);
      }));

    it('changes nothing on bad input, and names the field', () =>
      withEngine({}, async ({ url }) => {
        const cases: [args: string[], said: RegExp][] = [
          [['add', '--service', 'a b'], /^Not a fault rule\. service: must be/],
          [['add'], /without --region, --service or --operation every call is hit/],
          [['add', '--service', 'lambda', '--for', '5'], /a number with its unit, like 30s/],
          [['add', '--service', 'lambda', '--for', '48h'], /24 hours at most/],
          [
            ['set', '[{"serv":"x"}]'],
            /^These are no rules: \[0\]\.serv: unknown field.* Nothing was changed\./,
          ],
          [['add', '--service', 's3', '--latency', '5s'], /Give milliseconds: 200, 100-300/],
          [
            ['add', '--service', 's3', '--reset', '--status', '500'],
            /^Not a fault rule\. It has more than one of error/,
          ],
          [['set', '[{'], /^These are no rules: .*JSON/],
          [['set', 'nowhere.json'], /^nowhere\.json cannot be read/],
          [['remove'], /either by its number or by its fields/],
        ];
        for (const [args, said] of cases) {
          const { code, stderr } = await cli.run(['faults', ...args, '--endpoint', url]);
          assert.equal(code, 2, args.join(' '));
          assert.match(stderr, said);
        }
        assert.deepEqual(await new ChaosClient(url).getFaults(), []);
      })).timeout(20_000);

    it('ends with 1 when there is no such rule', () =>
      withEngine({}, async ({ url }) => {
        const { code, stderr } = await cli.run(['faults', 'remove', '7', '--endpoint', url]);
        assert.deepEqual(
          [code, stderr.trim()],
          [1, 'There is no such rule. "chaos-lab faults list" shows what there is.'],
        );
      }));

    it('shows people a table', () =>
      withEngine({}, async ({ url }) => {
        await new ChaosClient(url).addFaults([
          { service: 'lambda', operation: 'Invoke', description: 'mine' },
        ]);
        const { stdout } = await cli.run(['faults', 'list', '--endpoint', url]);
        assert.deepEqual(
          stdout.split('\n').map((line) => line.split(/ {2,}/)),
          [
            ['#', 'region', 'service', 'operation', 'probability', 'answers', 'fired', 'set by', 'until'],
            ['0', 'all', 'lambda', 'Invoke', '1', '503 ServiceUnavailable', '0', 'mine'],
            [''],
          ],
        );
      }));

    it('tells which rules ended by themselves, and which are not tried', () =>
      withEngine({}, async ({ url }) => {
        const rules = [
          { service: 's3', count: 1 },
          { service: 'lambda' },
          { service: 'lambda', region: 'us-east-1' },
        ];
        await cli.run(['faults', 'set', JSON.stringify(rules), '--endpoint', url]);
        await fetch(`${url}/`, { headers: signed('s3') });
        const { stdout } = await cli.run(['faults', 'list', '--endpoint', url]);
        const lines = stdout.split('\n').map((line) => line.split(/ {2,}/));
        assert.deepEqual(
          lines.slice(1, -3).map(([first, ...cells]) => [first, ...cells]),
          [
            ['0', 'all', 'lambda', 'all', '1', '503 ServiceUnavailable', '0'],
            ['1', 'us-east-1', 'lambda', 'all', '1', '503 ServiceUnavailable', '0'],
            ['Rule 1 is not tried: rule 0 comes first and fits all that it fits.'],
            [''],
            ['Ended by themselves:'],
          ],
        );
        const [, , ...cells] = lines.at(-2) ?? [];
        assert.deepEqual(cells, ['s3', 'all', '503 ServiceUnavailable, first call', '1', 'count used up']);
      }));
  });

  describe('effects', () => {
    it('sets the latency, shows it, and ends it', () =>
      withLab(async (run) => {
        assert.deepEqual(await run('effects', '--latency', '40'), { latency: 40 });
        assert.deepEqual(await run('effects'), { latency: 40 });
        assert.deepEqual(await run('effects', '--latency', '0'), { latency: 0 });
      }));
  });

  describe('endpoints', () => {
    it('says what to do when nothing is deployed', () =>
      withEngine({}, async ({ url }) => {
        const { code, stdout } = await cli.run(['endpoints', '--endpoint', url]);
        assert.deepEqual(
          [code, stdout],
          [0, 'No API is deployed in us-east-1, us-west-2. "chaos-lab deploy" deploys the sample.\n'],
        );
      }));
  });
});
