import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { XMLValidator } from 'fast-xml-parser';
import { ChaosClient } from '../../core/http/chaosClient';
import { CommandLine, type CommandResult, type RunOptions } from '../commandLine';
import { withEngine } from '../engine/withEngine';

/** Whether S3 answers: the endpoint of these tests, which a fault on it takes away. */
const listBuckets = {
  type: 'http',
  url: `\${endpoint}/?x-id=ListBuckets`,
  timeout: 10,
  headers: {
    authorization:
      'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
  },
};

const faults = (method: string, service = 's3') => ({
  type: 'action',
  name: `${method} a fault on ${service}`,
  provider: {
    type: 'http',
    method,
    url: `\${endpoint}/_localstack/chaos/faults`,
    headers: { 'Content-Type': 'application/json' },
    arguments: [{ service }],
  },
});

const experiment = (title: string, method: readonly unknown[] = [], more: object = {}) => ({
  title,
  description: 'For a test.',
  configuration: { endpoint: { type: 'env', key: 'CHAOS_ENDPOINT', default: 'http://127.0.0.1:9' } },
  'steady-state-hypothesis': {
    title: 'S3 answers',
    probes: [
      {
        type: 'probe',
        name: 'Chaos API',
        tolerance: 200,
        provider: { type: 'http', url: `\${endpoint}/_localstack/chaos/faults` },
      },
      { type: 'probe', name: 'ListBuckets', tolerance: 200, provider: listBuckets },
    ],
  },
  method,
  rollbacks: [faults('DELETE')],
  runtime: { rollbacks: { strategy: 'always' } },
  ...more,
});

const files = {
  'passes.chaos.json': experiment('Passes', [faults('PATCH', 'sqs')], {
    rollbacks: [faults('DELETE', 'sqs')],
  }),
  'deviates.chaos.json': experiment('Deviates', [faults('PATCH')]),
  'waits.chaos.json': experiment('Waits', [{ ...faults('PATCH'), pauses: { after: 60 } }]),
  'process.chaos.json': {
    title: 'Without an engine',
    description: 'For a test.',
    'steady-state-hypothesis': {
      title: 'Node works',
      probes: [
        {
          type: 'probe',
          name: 'node',
          tolerance: 0,
          provider: { type: 'process', path: process.execPath, arguments: '--version' },
        },
      ],
    },
    method: [],
  },
};

const broken =
  '{\n  "title": "Broken",\n  "description": "x",\n  "method": [\n    {"type": "probe"}\n  ]\n}\n';

describe('chaos-lab run', function () {
  this.timeout(30_000);
  let cli: CommandLine;
  let folder: string;

  before(async () => {
    cli = await CommandLine.build();
  });
  after(() => cli.dispose());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chaos-lab-run-'));
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, name), JSON.stringify(content, undefined, 2));
    await writeFile(join(folder, 'broken.chaos.json'), broken);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Without what GitHub would set, so that these tests say the same there. */
  const elsewhere = { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' };

  const run = (args: readonly string[], options: RunOptions = {}): Promise<CommandResult> =>
    cli.run(['run', ...args], { cwd: folder, ...options, env: { ...elsewhere, ...options.env } });

  const journal = async (path = 'journal.json') => JSON.parse(await readFile(join(folder, path), 'utf8'));

  const outputs = async () => (await readdir(folder)).filter((name) => !name.endsWith('.chaos.json'));

  it('ends with 0 when the steady state withstood, and leaves a journal, also in the history', () =>
    withEngine({}, async ({ url }) => {
      const { code, stdout, stderr } = await run(['passes.chaos.json', '--endpoint', url]);
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(stdout, /^passes\.chaos\.json: Passes\n {2}Steady state before\n {4}✓ Chaos API: 200 \(/);
      assert.match(stdout, /✓ passed in .*\n\n1 experiment: 1 passed\nWritten: journal\.json\n$/s);
      assert.ok(!stdout.includes('\r'), 'plain lines when nobody watches');
      const { status, deviated } = await journal();
      assert.deepEqual([status, deviated], ['completed', false]);
      const [kept] = (await readdir(join(folder, '.chaos', 'runs'))).filter((name) => name.endsWith('.json'));
      assert.match(kept ?? '', /-passes\.json$/);
      assert.deepEqual(await new ChaosClient(url).getFaults(), []);
    }));

  it('ends with 1 when it deviated; the reports are written, and stdout has nothing but JSON', () =>
    withEngine({}, async ({ url }) => {
      const reports = [
        '--junit',
        'out/a/chaos.xml',
        '--html',
        'out/chaos.html',
        '--markdown',
        'out/chaos.md',
      ];
      const args = ['passes.chaos.json', 'deviates.chaos.json', '--endpoint', url, '--json', '--no-history'];
      const { code, stdout, stderr } = await run([...args, ...reports]);
      assert.equal(code, 1);
      const { ok, runs, notRun } = JSON.parse(stdout);
      assert.deepEqual([ok, notRun], [false, []]);
      assert.deepEqual(
        runs.map(({ file, outcome, journal, notAsExpected }: Record<string, unknown>) => [
          file,
          outcome,
          journal,
          notAsExpected,
        ]),
        [
          ['passes.chaos.json', 'passed', join('journals', 'passes.json'), []],
          [
            'deviates.chaos.json',
            'deviated',
            join('journals', 'deviates.json'),
            [{ check: 'After: ListBuckets', message: 'It answered 503, expected 200.' }],
          ],
        ],
      );
      assert.match(
        stderr,
        /deviates\.chaos\.json: deviated\. The steady state did not withstand the experiment\.\n$/,
      );
      assert.equal(XMLValidator.validate(await readFile(join(folder, 'out/a/chaos.xml'), 'utf8')), true);
      assert.match(
        await readFile(join(folder, 'out/chaos.html'), 'utf8'),
        /<h1>2 experiments: 1 passed, 1 deviated/,
      );
      assert.match(
        await readFile(join(folder, 'out/chaos.md'), 'utf8'),
        /^# 2 experiments: 1 passed, 1 deviated/,
      );
      assert.deepEqual((await journal('journals/deviates.json')).deviated, true);
      assert.ok(!(await outputs()).includes('.chaos'));
    }));

  it('annotates the file and writes the summary of the job in GitHub Actions', () =>
    withEngine({}, async ({ url }) => {
      const summary = join(folder, 'summary.md');
      await writeFile(summary, 'before\n');
      const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder, GITHUB_STEP_SUMMARY: summary };
      const { stdout } = await run(['deviates.chaos.json', '--endpoint', url], { env });
      const place =
        /^::error file=deviates\.chaos\.json,line=(\d+).*title=Deviates%3A After%3A ListBuckets::It answered 503/m.exec(
          stdout,
        );
      const lines = (await readFile(join(folder, 'deviates.chaos.json'), 'utf8')).split('\n');
      assert.match(
        lines
          .slice(Number(place?.[1]) - 1)
          .slice(0, 3)
          .join('\n'),
        /ListBuckets/,
        stdout,
      );
      assert.match(await readFile(summary, 'utf8'), /^before\n# 1 experiment: 1 deviated/);
    }));

  it('ends with 1 and says loudly that nothing was tested when the steady state was not met before', () =>
    withEngine({}, async ({ url }) => {
      await new ChaosClient(url).addFaults([{ service: 's3', description: 'of another tool' }]);
      const { code, stdout, stderr } = await run(['passes.chaos.json', '--endpoint', url]);
      assert.equal(code, 1);
      assert.match(stdout, /✓ Chaos API: 200 .*\n {4}✗ ListBuckets: It answered 503, expected 200\. \(/);
      assert.match(stdout, /The steady state is not met, so that nothing is tested\./);
      assert.match(stderr, /^passes\.chaos\.json: never started\. Nothing was tested/);
      const { status, deviated, run: entries } = await journal();
      assert.deepEqual([status, deviated, entries], ['completed', false, []]);
    }));

  it('runs nothing when a file cannot be run, and says where it is wrong', async () => {
    const { code, stdout, stderr } = await run(['process.chaos.json', 'broken.chaos.json']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(
      stderr,
      /^broken\.chaos\.json:5:\d+: error: .+\n(.*\n)*Nothing was run\. Mend broken\.chaos\.json first\.\n$/,
    );
    assert.deepEqual(await outputs(), []);
    const github = await run(['broken.chaos.json'], {
      env: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder },
    });
    assert.match(github.stdout, /^::error file=broken\.chaos\.json,line=5,/);
  });

  it('ends with 2 on wrong usage before anything runs', async () => {
    await mkdir(join(folder, 'taken'));
    const cases: readonly [string[], RegExp][] = [
      [['none.yaml'], /^none\.yaml cannot be read \(there is no such file\)\.$/m],
      [
        ['process.chaos.json', '--junit', 'taken'],
        /taken cannot be written \(it is a folder\)\. Nothing was run/,
      ],
      [['process.chaos.json', '--var', 'x'], /"x" is no variable/],
      [
        ['process.chaos.json', '--dry', 'everything'],
        /Allowed choices are probes, actions, activities, pause/,
      ],
      [['process.chaos.json', '--hypothesis-frequency', '0'], /Give seconds, like 1 or 0\.5/],
      [['process.chaos.json', 'passes.chaos.json', '--journal-path', 'x.json'], /Give a folder/],
    ];
    for (const [args, said] of cases) {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, said);
    }
    assert.deepEqual(await outputs(), ['taken']);
  });

  it('ends with 3 when the engine that was asked for is not there', async () => {
    const { code, stdout, stderr } = await run(['process.chaos.json', '--endpoint', 'http://127.0.0.1:9']);
    assert.deepEqual([code, stdout], [3, '']);
    assert.match(stderr, /^Nothing answers at http:\/\/127\.0\.0\.1:9\./);
  });

  it('says of a dry run that it is one', async () => {
    const { code, stdout } = await run(['process.chaos.json', '--dry', 'probes', '--json']);
    const { runs } = JSON.parse(stdout);
    assert.deepEqual([code, runs[0].message], [0, 'A dry run (probes): what it leaves out was not tested.']);
    assert.equal((await journal()).experiment.dry, 'probes');
  });

  it('needs no engine', async () => {
    const { code, stderr } = await run(['process.chaos.json', '--journal-path', 'a/b.json']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(
      (await journal('a/b.json')).steady_states.after.probes[0].output.stdout.trim(),
      process.version,
    );
  });

  it('takes its faults back on Ctrl+C, and does not begin with the next file', () =>
    withEngine({}, async ({ url }) => {
      const args = ['waits.chaos.json', 'passes.chaos.json', '--endpoint', url, '--junit', 'chaos.xml'];
      const { code, stdout, stderr } = await run(args, { interruptAt: '✓ PATCH a fault' });
      assert.equal(code, 1);
      assert.match(stdout, /Interrupted: .*\n(.*\n)* {4}✓ DELETE a fault on s3: 200/);
      assert.match(stderr, /waits\.chaos\.json: interrupted\..*\npasses\.chaos\.json: not run\.\n$/);
      const { status, rollbacks } = await journal(join('journals', 'waits.json'));
      assert.deepEqual([status, rollbacks.length], ['interrupted', 1]);
      assert.match(
        await readFile(join(folder, 'chaos.xml'), 'utf8'),
        /<testsuite name="passes\.chaos\.json".* errors="1"/,
      );
      assert.deepEqual(await new ChaosClient(url).getFaults(), []);
    }));

  for (const interruptBy of ['SIGTERM', 'SIGHUP'] as const) {
    it(`takes its faults back on ${interruptBy}, too`, () =>
      withEngine({}, async ({ url }) => {
        const args = ['waits.chaos.json', '--endpoint', url];
        const { code, stdout } = await run(args, { interruptAt: '✓ PATCH a fault', interruptBy });
        assert.equal(code, 1);
        assert.match(stdout, /Interrupted: .*\n(.*\n)* {4}✓ DELETE a fault on s3: 200/);
        assert.equal((await journal()).status, 'interrupted');
        assert.deepEqual(await new ChaosClient(url).getFaults(), []);
      }));
  }

  it('ends at once on a second signal, whatever it waits for, and its faults are gone soon', () =>
    withStubbornServer(async (server) => {
      const rollback = { type: 'action', name: 'hangs', provider: { type: 'http', url: `${server}/never` } };
      const hangs = experiment('Hangs', [{ ...faults('PATCH'), pauses: { after: 60 } }], {
        rollbacks: [rollback],
      });
      await writeFile(join(folder, 'hangs.chaos.json'), JSON.stringify(hangs));
      const interruptAt = ['✓ PATCH a fault', '  Rollbacks'];
      const endBy = (interruptBy: NodeJS.Signals) =>
        withEngine({}, async ({ url }) => {
          const args = ['hangs.chaos.json', '--endpoint', url, '--journal-path', `${interruptBy}.json`];
          const { code, stdout } = await run(args, { interruptAt, interruptBy });
          assert.equal(code, 1);
          assert.match(stdout, /Ended at once\. The faults of the run are taken back within seconds\.\n$/);
          await goneSoon(new ChaosClient(url));
        });
      await Promise.all((['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map(endBy));
    }));

  it('goes on past what never answers, answers too much or does not end, says so, and leaves no fault', () =>
    withStubbornServer((server) =>
      withEngine({}, async ({ url }) => {
        const asks = (path: string, timeout: number) => ({
          type: 'probe',
          name: path,
          provider: { type: 'http', url: `${server}${path}`, timeout },
        });
        const program = { type: 'process', path: process.execPath, arguments: ['-e', endless], timeout: 0.5 };
        const endlessOne = { type: 'action', name: 'endless', provider: program };
        const method = [faults('PATCH', 'sqs'), asks('/never', 0.3), asks('/large', 20), endlessOne];
        const bad = experiment('Bad', method, { rollbacks: [] });
        await writeFile(join(folder, 'bad.chaos.json'), JSON.stringify(bad));
        const { code, stdout } = await run(['bad.chaos.json', '--endpoint', url]);
        assert.equal(code, 0, 'as in Chaos Toolkit, an activity of the method that fails ends nothing');
        assert.match(stdout, /✗ \/never: .* nothing came from http:\S+\/never for 0\.3 s/);
        assert.match(stdout, /✗ \/large: .*\/large answered with more than 10 MB/);
        assert.match(stdout, /✗ endless: .* it was ended after 0\.5 s/);
        assert.deepEqual(await new ChaosClient(url).getFaults(), []);
      }),
    ));

  it('says what is wrong without running anything', async () => {
    const { code, stdout, stderr } = await cli.run(['validate', 'passes.chaos.json', 'broken.chaos.json'], {
      cwd: folder,
    });
    assert.equal(code, 2);
    assert.match(stdout, /^passes\.chaos\.json: can be run\.\nbroken\.chaos\.json:5:\d+: error: /);
    assert.match(stderr, /^1 of 2 cannot be run\./);
  });
});

const goneSoon = async (client: ChaosClient): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while ((await client.getFaults()).length > 0) {
    assert.ok(Date.now() < deadline, 'a fault is left 10 s later');
    await sleep(100);
  }
};

const endless = 'setInterval(() => {}, 1000)';

/** Never answers, or with 100 MB to `/large`. */
const withStubbornServer = async (work: (url: string) => Promise<void>): Promise<void> => {
  const server = createServer(({ url }, response) => {
    if (url !== '/large') return;
    Readable.from(Array(100).fill(Buffer.alloc(1024 * 1024, 'x'))).pipe(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};
