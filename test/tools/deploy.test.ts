import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../src/cli/engine/startEngine';
import { withEngine } from '../../src/cli/engine/withEngine';
import { requires } from '../support/requires';
import { savedState } from './savedState';
import { apply, destroy, NO_CHANGES, plan } from './terraformSteps';
import { DOMAIN, request, type Sample, withSample } from './withSample';

const SKIPPED = /No changes to deploy\. Deployment skipped\./;

const ENGINE = { port: 0, host: '127.0.0.1', region: 'us-east-1', report: assert.fail };

describe('Terraform and osls', () => {
  let dataDir: string;

  before(async function () {
    await requires(this, 'terraform', 'npm');
  });
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'chaos-lab-tools-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('deploy the sample, see no drift, redeploy what changed, and take everything away', async () => {
    await withEngine({ dataDir }, ({ url }) =>
      withSample(url, {}, async (sample) => {
        await sample.terraform('init', '-no-color');
        assert.match(await plan(sample), /Plan: \d+ to add, 0 to change, 0 to destroy/);
        const apiId = await apply(sample);
        assert.match(await plan(sample), NO_CHANGES);

        const deployed = await sample.osls('deploy');
        const base = `/_aws/execute-api/${apiId}/local`;
        assert.ok(deployed.includes(`endpoint: ${url}${base}`), deployed);
        assert.match(await plan(sample), NO_CHANGES);
        for (const path of ['/test', '/v1/health', '/v1/hello']) {
          assert.equal((await request(url, base + path)).status, 200, path);
          assert.equal((await request(url, path, { host: DOMAIN })).status, 200, `${DOMAIN}${path}`);
        }

        assert.match(await sample.osls('deploy'), SKIPPED);
        await sample.edit('src/hello.js', (code) => code.replace("'1'", "'2'"));
        assert.doesNotMatch(await sample.osls('deploy'), SKIPPED);
        assert.deepEqual(await request(url, `${base}/v1/hello`), {
          status: 200,
          body: { message: 'Hello from us-east-1', version: '2' },
        });
        assert.match(await sample.osls('deploy'), SKIPPED);

        await sample.edit('src/hello.js', (code) => code.replace("'2'", "'3'"));
        await sample.osls('deploy', 'function', '--function', 'hello');
        assert.match(await sample.osls('invoke', '--function', 'hello'), /\\"version\\":\\"3\\"/);
        assert.match(await sample.osls('logs', '--function', 'hello'), /^START\nEND Duration: /m);
        assert.match(await plan(sample), NO_CHANGES);

        await sample.osls('remove');
        assert.equal((await request(url, `${base}/test`)).status, 200);
        assert.equal((await request(url, `${base}/v1/hello`)).status, 403);
        assert.match(await plan(sample), NO_CHANGES);
        await destroy(sample);
      }),
    );
    assert.deepEqual(await savedState(dataDir), []);
    assert.deepEqual(await readdir(join(dataDir, 'blobs')), []);
  });

  it('deploy two regions side by side; the engine may start again; the order of removal does not matter', async () => {
    const inRegions = (url: string, work: (east: Sample, west: Sample) => Promise<void>) =>
      withSample(url, { region: 'us-east-1' }, (east) =>
        withSample(url, { region: 'us-west-2', first: false }, (west) => work(east, west)),
      );
    const { url, close } = await startEngine({ ...ENGINE, dataDir });
    await inRegions(url, async (east, west) => {
      const ids = await Promise.all([east, west].map(deployAll)).finally(close);
      await withEngine({ dataDir }, async ({ url }) => {
        for (const [index, sample] of [east, west].entries()) {
          sample.useEngine(url);
          const { body } = await request(url, `/_aws/execute-api/${ids[index]}/local/v1/hello`);
          assert.deepEqual(body, { message: `Hello from ${sample.region}`, version: '1' });
        }
        assert.equal((await request(url, '/v1/health', { host: DOMAIN })).status, 200);
        const [eastPlan, westPlan] = await Promise.all([plan(east), plan(west)]);
        assert.match(eastPlan, NO_CHANGES);
        assert.match(westPlan, NO_CHANGES);

        await Promise.all([destroy(east), west.osls('remove')]);
        await Promise.all([east.osls('remove'), destroy(west)]);
      });
    });
    assert.deepEqual(await savedState(dataDir), []);
  });
});

async function deployAll(sample: Sample): Promise<string> {
  const apiId = await apply(sample);
  await sample.osls('deploy');
  return apiId;
}
