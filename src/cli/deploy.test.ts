import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandLine } from './commandLine';
import { withEngine } from './engine/withEngine';

/** Stands for Terraform; `apply` does what the test says. */
const fakeTerraform = (apply: string) => `#!${process.execPath}
const [command] = process.argv.slice(2);
if (command === 'version') console.log('{"terraform_version":"1.9.9"}');
if (command === 'output') console.log('{}');
if (command === 'apply') { ${apply} }
`;

interface Deployment {
  readonly dir: string;
  /** `deploy`, the folder, the engine and the fake Terraform. */
  readonly args: readonly string[];
}

describe('chaos-lab deploy', () => {
  let cli: CommandLine;

  before(async function () {
    this.timeout(30_000);
    cli = await CommandLine.build();
  });
  after(() => cli.dispose());

  const withDeployment = (apply: string, work: (deployment: Deployment) => Promise<void>) =>
    withEngine({}, async ({ url }) => {
      const dir = await mkdtemp(join(tmpdir(), 'chaos-lab-app-'));
      try {
        const terraform = join(dir, 'fake-terraform');
        await mkdir(join(dir, 'terraform'));
        await writeFile(terraform, fakeTerraform(apply));
        await chmod(terraform, 0o755);
        await work({ dir, args: ['deploy', dir, '--endpoint', url, '--terraform', terraform] });
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    });

  it('prints data alone to stdout with --json, and what the tools print to stderr', () =>
    withDeployment(`console.log('Apply complete!')`, async ({ dir, args }) => {
      const { code, stdout, stderr } = await cli.run([...args, '--json', '--regions', 'eu-west-1']);
      const { application, tools, regions } = JSON.parse(stdout);
      assert.deepEqual(
        [code, application, tools],
        [0, dir, { terraform: { name: 'terraform', version: '1.9.9' } }],
      );
      assert.deepEqual(
        regions.map(({ region, outcome }: Record<string, string>) => [region, outcome]),
        [['eu-west-1', 'done']],
      );
      assert.match(stderr, /^eu-west-1 terraform \| Apply complete!$/m);
    }));

  it('ends with 1 and what the tool said when a region failed, the other one done', () =>
    withDeployment(
      `if (process.env.AWS_REGION === 'us-west-2') { console.error('Error: No such thing\\n\\n  on main.tf line 3, in x:'); process.exit(1) }`,
      async ({ args }) => {
        const { code, stdout, stderr } = await cli.run(args);
        assert.equal(code, 1);
        assert.match(stdout, /^us-east-1: done in [\d.]+ s\nus-west-2: failed in [\d.]+ s$/m);
        assert.equal(
          stderr,
          'Not everything was deployed.\nterraform apply failed in us-west-2: No such thing. Correct main.tf:3, and try again.\n',
        );
      },
    ));

  it('waits for the tools on Ctrl+C', () =>
    withDeployment(
      `process.once('SIGINT', () => { console.log('lock freed'); process.exit(1) }); setInterval(() => {}, 1000); console.log('locked')`,
      async ({ args }) => {
        const interrupted = { interruptAt: 'us-east-1 terraform | locked' };
        const { code, stdout, stderr } = await cli.run([...args, '--regions', 'us-east-1'], interrupted);
        assert.equal(code, 1);
        assert.match(stdout, /us-east-1 terraform \| lock freed\n[\s\S]*us-east-1: cancelled/);
        assert.equal(stderr, 'Cancelled.\n');
      },
    ));

  it('ends with 2 for a folder without an application', () =>
    withEngine({}, async ({ url }) => {
      const dir = await mkdtemp(join(tmpdir(), 'chaos-lab-app-'));
      try {
        for (const command of ['deploy', 'destroy']) {
          const { code, stderr } = await cli.run([command, dir, '--endpoint', url]);
          assert.equal(code, 2);
          assert.ok(stderr.includes(dir), stderr);
        }
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    }));

  it('destroys what was deployed, once', () =>
    withDeployment('', async ({ dir, args: [, ...args] }) => {
      await cli.run(['deploy', ...args, '--regions', 'us-east-1']);
      const regions = async () => JSON.parse((await cli.run(['destroy', ...args, '--json'])).stdout).regions;
      assert.deepEqual(
        (await regions()).map(({ outcome }: { outcome: string }) => outcome),
        ['done'],
      );
      assert.deepEqual(await regions(), []);
      assert.equal((await cli.run(['destroy', ...args])).stdout, `Nothing was deployed from ${dir}.\n`);
    }));
});
