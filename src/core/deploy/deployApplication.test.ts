import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isHumanError } from '../errors';
import { deployApplication } from './deployApplication';
import { outcomes, readRecord, terraform, withApplication } from './fakeApplication';
import { commandsOf, readRuns } from './fakeTool';

describe('deployApplication', () => {
  it('runs Terraform, then Serverless, in every region', () =>
    withApplication({}, async (options, dir) => {
      const report = await deployApplication(options);
      assert.deepEqual(outcomes(report), { 'us-east-1': 'done', 'us-west-2': 'done' });
      const runs = await readRuns(dir);
      for (const region of options.regions) {
        assert.deepEqual(commandsOf(runs, region), [
          'terraform init',
          'terraform apply',
          'terraform output',
          'osls deploy',
        ]);
      }
    }));

  it('gives each region its own state and working data, and Serverless the outputs', () =>
    withApplication({}, async (options, dir) => {
      await deployApplication(options);
      const runs = (await readRuns(dir)).filter(({ event }) => event === 'begin');
      const own = (region: string) => {
        const of = (command: string) => runs.find((run) => run.region === region && run.args[0] === command);
        return [
          of('apply')?.args.find((arg) => arg.startsWith('-state=')),
          of('apply')?.env.TF_DATA_DIR,
          of('deploy')?.args.join(' '),
          of('deploy')?.env.REST_API_ID,
          of('deploy')?.env.SIZES,
          of('deploy')?.env.PATH,
        ];
      };
      const chaos = join(dir, '.chaos');
      for (const region of options.regions) {
        assert.deepEqual(own(region), [
          `-state=${chaos}/state/${region}/terraform.tfstate`,
          `${chaos}/terraform/${region}`,
          `deploy --region ${region}`,
          'a1b2',
          '[1,2]',
          process.env.PATH,
        ]);
      }
    }));

  it('initialises one region after the other, then works on both at the same time', () =>
    withApplication({ terraform: terraform('await pause(100);') }, async (options, dir) => {
      await deployApplication(options);
      const events = (await readRuns(dir)).map(({ event, args }) => `${event} ${args[0]}`);
      const order = (command: string) =>
        events.filter((event) => event.endsWith(command)).map((event) => event.split(' ')[0]);
      assert.deepEqual(order('init'), ['begin', 'end', 'begin', 'end']);
      assert.deepEqual(order('apply'), ['begin', 'begin', 'end', 'end']);
    }));

  it('leaves the domain where it is when another region is deployed alone', () =>
    withApplication({}, async (options, dir) => {
      await deployApplication(options);
      await deployApplication({ ...options, regions: ['us-west-2'] });
      const applies = (await readRuns(dir)).filter(
        ({ event, args }) => event === 'begin' && args[0] === 'apply',
      );
      const withDomain = applies.filter(({ env }) => env.TF_VAR_domain_name === undefined);
      assert.deepEqual(
        withDomain.map(({ region }) => region),
        ['us-east-1'],
      );
    }));

  it('has regions take turns with Serverless, which packs in one folder', () =>
    withApplication({ osls: 'await pause(100); return 0' }, async (options, dir) => {
      await deployApplication(options);
      const runs = (await readRuns(dir)).filter(({ tool }) => tool === 'osls');
      assert.deepEqual(
        runs.map(({ event }) => event),
        ['begin', 'end', 'begin', 'end'],
      );
    }));

  it('lets one region finish when the other fails, and tells what its tool said', () =>
    withApplication(
      {
        osls: `if (region === 'us-west-2' && args[0] === 'deploy') { console.error('Error:\\nNo such bucket'); return 1 } return 0`,
      },
      async (options) => {
        const report = await deployApplication(options);
        assert.deepEqual(outcomes(report), { 'us-east-1': 'done', 'us-west-2': 'failed' });
        const { message, problems } = report.regions[1] ?? {};
        assert.equal(
          message,
          'osls deploy failed in us-west-2: No such bucket. See what it printed, correct it, and try again.',
        );
        assert.deepEqual(problems, [{ message: 'No such bucket' }]);
      },
    ));

  it('names the place of a mistake in a file', () =>
    withApplication(
      {
        terraform: terraform(
          `if (args[0] === 'apply') { console.error('Error: Unsupported argument\\n\\n  on main.tf line 5, in x:'); return 1 }`,
        ),
      },
      async (options, dir) => {
        const [first] = (await deployApplication(options)).regions;
        assert.equal(
          first?.message,
          'terraform apply failed in us-east-1: Unsupported argument. Correct main.tf:5, and try again.',
        );
        assert.deepEqual(first?.problems, [
          { message: 'Unsupported argument', file: join(dir, 'terraform', 'main.tf'), line: 5 },
        ]);
      },
    ));

  it('waits for the tools when cancelled, and keeps a record for the removal of what was made', () =>
    withApplication(
      {
        terraform: terraform(
          `if (args[0] === 'apply') return new Promise(() => { process.once('SIGINT', () => { note('lock freed'); process.exit(1) }); setInterval(() => {}, 1000); console.log('locked') });`,
        ),
      },
      async (options, dir) => {
        const cancel = new AbortController();
        let locked = 0;
        const report = await deployApplication({
          ...options,
          signal: cancel.signal,
          onLine: ({ text }) => {
            if (text === 'locked' && ++locked === 2) cancel.abort();
          },
        });
        assert.deepEqual(outcomes(report), { 'us-east-1': 'cancelled', 'us-west-2': 'cancelled' });
        const freed = (await readRuns(dir)).filter(({ event }) => String(event) === 'lock freed');
        assert.equal(freed.length, 2);
        assert.deepEqual(Object.keys(await readRecord(dir)), ['us-east-1', 'us-west-2']);
      },
    ));

  it('refuses state that lies elsewhere: it would be the real infrastructure', () =>
    withApplication({}, async (options, dir) => {
      await writeFile(
        join(dir, 'terraform', 'main.tf'),
        'terraform {\n  # backend "local" {}\n  backend "s3" {\n  }\n}\n',
      );
      const report = await deployApplication(options);
      assert.deepEqual(outcomes(report), { 'us-east-1': 'failed', 'us-west-2': 'failed' });
      assert.match(
        report.regions[0]?.message ?? '',
        /keeps its state in the "s3" backend.*Deploy a copy without that block/,
      );
      assert.deepEqual(await readRuns(dir), []);
    }));

  it('tells a local backend where the state of the region is', () =>
    withApplication({}, async (options, dir) => {
      await writeFile(join(dir, 'terraform', 'main.tf'), 'terraform {\n  backend "local" {}\n}\n');
      await deployApplication({ ...options, regions: ['us-east-1'] });
      const [init, apply] = (await readRuns(dir)).filter(({ event }) => event === 'begin');
      const file = join(dir, '.chaos', 'state', 'us-east-1', 'terraform.tfstate');
      assert.deepEqual(init?.args, [
        'init',
        '-input=false',
        '-no-color',
        '-reconfigure',
        `-backend-config=path=${file}`,
      ]);
      assert.equal(
        apply?.args.some((arg) => arg.startsWith('-state')),
        false,
      );
    }));
});

const noProvider = `
if (args[0] === 'init') { console.error('Error: Failed to query available provider packages'); return 1 }`;

describe('deployApplication without Terraform', () => {
  it('deploys with Serverless alone when that is agreed to', () =>
    withApplication({}, async (options, dir) => {
      const { serverless } = options.tools;
      const reasons: string[] = [];
      const report = await deployApplication({
        ...options,
        tools: serverless ? { serverless } : {},
        onFallback: async (reason) => reasons.push(reason) > 0,
      });
      assert.deepEqual(outcomes(report), { 'us-east-1': 'done', 'us-west-2': 'done' });
      assert.deepEqual(
        [reasons, report.fallback, Object.keys(report.tools)],
        [['Terraform was not found on the PATH.'], 'Terraform was not found on the PATH.', ['serverless']],
      );
      const run = (await readRuns(dir)).find(({ args }) => args[0] === 'deploy');
      assert.deepEqual(run?.args.slice(-2), ['--config', 'serverless.standalone.yml']);
    }));

  it('asks once when the provider cannot be had, before anything is made', () =>
    withApplication({ terraform: terraform(noProvider) }, async (options, dir) => {
      const reasons: string[] = [];
      await deployApplication({ ...options, onFallback: async (reason) => reasons.push(reason) > 0 });
      assert.deepEqual(reasons, ['Terraform could not get its AWS provider.']);
      const runs = await readRuns(dir);
      assert.deepEqual(commandsOf(runs, 'us-east-1'), ['terraform init', 'osls deploy']);
      assert.deepEqual(commandsOf(runs, 'us-west-2'), ['osls deploy']);
    }));

  it('deploys nothing when that is declined, and says what would help', () =>
    withApplication({ terraform: terraform(noProvider) }, async (options, dir) => {
      await assert.rejects(
        deployApplication({ ...options, onFallback: async () => false }),
        (error) => isHumanError(error) && /^Nothing was deployed: .* Install Terraform/.test(error.message),
      );
      assert.equal(
        (await readRuns(dir)).some(({ tool }) => tool === 'osls'),
        false,
      );
    }));

  it('takes another mistake in init for what it is', () =>
    withApplication(
      {
        terraform: terraform(
          `if (args[0] === 'init') { console.error('Error: Unclosed configuration block'); return 1 }`,
        ),
      },
      async (options) => {
        const report = await deployApplication(options);
        assert.match(
          report.regions[0]?.message ?? '',
          /^terraform init failed in us-east-1: Unclosed configuration block\./,
        );
      },
    ));

  it('removes what Serverless alone had deployed once Terraform is back', () =>
    withApplication({}, async (options, dir) => {
      const { serverless } = options.tools;
      const one = { ...options, regions: ['us-east-1'] };
      await deployApplication({
        ...one,
        tools: serverless ? { serverless } : {},
        onFallback: async () => true,
      });
      await deployApplication(one);
      const runs = (await readRuns(dir)).filter(({ event }) => event === 'begin').slice(1);
      assert.deepEqual(
        runs.map(({ args }) => [args[0], args.includes('serverless.standalone.yml')]),
        [
          ['init', false],
          ['remove', true],
          ['apply', false],
          ['output', false],
          ['deploy', false],
        ],
      );
    }));

  it('does not put a second copy beside what Terraform had deployed', () =>
    withApplication({}, async (options) => {
      const { serverless } = options.tools;
      await deployApplication(options);
      const report = await deployApplication({
        ...options,
        tools: serverless ? { serverless } : {},
        onFallback: async () => true,
      });
      assert.match(
        report.regions[0]?.message ?? '',
        /^us-east-1 was deployed with Terraform, which cannot be used now\./,
      );
    }));
});

describe('deployApplication to an engine under a name', () => {
  const say = 'console.log("endpoint: " + process.env.AWS_ENDPOINT_URL + "/x"); return 0';

  it('gives the tools an address of this machine, and everybody else the name', () =>
    withApplication({ osls: say }, async (options, dir) => {
      const endpoint = 'http://engine.example:4566';
      const lines: string[] = [];
      await deployApplication({ ...options, endpoint, onLine: ({ text }) => lines.push(text) });
      const told = new Set((await readRuns(dir)).map(({ env }) => env.AWS_ENDPOINT_URL));
      assert.equal(told.size, 1);
      assert.match([...told].join(), /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.equal((await readRecord(dir))['us-east-1'].endpoint, endpoint);
      assert.deepEqual(
        lines.filter((line) => line.startsWith('endpoint')),
        [`endpoint: ${endpoint}/x`, `endpoint: ${endpoint}/x`],
      );
    }));

  it('says why the engine cannot be reached, whatever the tool makes of it', () =>
    withApplication(
      { terraform: terraform(`if (args[0] === 'apply') { ${askEngine} return 1; }`) },
      async (options) => {
        const { regions } = await deployApplication({ ...options, endpoint: 'http://engine.invalid:4566' });
        assert.equal(
          regions[0]?.message,
          'terraform apply failed in us-east-1: No host has the name engine.invalid. ' +
            'Check the endpoint, and the network or VPN that it is reached by.',
        );
      },
    ));
});

const askEngine = `
  const { message } = await (await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST' })).json();
  console.error('Error: validating provider credentials: api error EngineUnreachable: ' + message);`;
