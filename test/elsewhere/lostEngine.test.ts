import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { withEngine } from '../../src/cli/engine/withEngine';
import { findEndpoints } from '../../src/cli/findEndpoints';
import { deployApplication } from '../../src/core/deploy/deployApplication';
import type { Application } from '../../src/core/deploy/deployment';
import type { DeployReport } from '../../src/core/deploy/deployReport';
import { destroyApplication } from '../../src/core/deploy/destroyApplication';
import { findTools } from '../../src/core/deploy/findTools';
import { resolveApplication } from '../../src/core/deploy/resolveApplication';
import { probe } from '../../src/core/endpoints/probe';
import { requires } from '../support/requires';
import { oslsModules } from '../tools/oslsModules';
import { savedState } from '../tools/savedState';

const regions = ['us-east-1', 'us-west-2'];

/** A copy of the sample as `Chaos: Deploy` makes it, with osls in place. */
async function withApplication(work: (application: Application) => Promise<void>): Promise<void> {
  const currentDir = await mkdtemp(join(tmpdir(), 'chaos-lab-application-'));
  try {
    const application = await resolveApplication({ currentDir, bundledSample: join(root, 'sample-app') });
    await symlink(await oslsModules(), join(application.dir, 'node_modules'), 'junction');
    await work(application);
  } finally {
    await rm(currentDir, { recursive: true, force: true });
  }
}

describe('Deploying to an engine that has lost everything', () => {
  before(async function () {
    await requires(this, 'terraform', 'npm');
  });

  it('makes it all again, side by side in two regions, and destroying what is gone is no error', () =>
    withApplication(async (application) => {
      const tools = await findTools(application, { onLine: () => {} });
      const common = { application, tools, onLine: () => {} };
      const deploy = (endpoint: string) =>
        deployApplication({
          ...common,
          endpoint,
          regions,
          onFallback: () => assert.fail('Terraform is there'),
        });

      for (let engine = 1; engine <= 2; engine++) {
        await withEngine({}, async ({ url }) => {
          assertDone(await deploy(url));
          const endpoints = await findEndpoints(url, regions);
          const samples = await Promise.all(endpoints.map((endpoint) => probe(endpoint)));
          assert.deepEqual(
            samples.map(({ status }) => status),
            Array(9).fill(200),
          );
        });
      }

      await withEngine({}, async ({ url }) =>
        assertDone(await destroyApplication({ ...common, endpoint: url })),
      );
    }));

  it('leaves nothing behind when it destroys what is still there', () =>
    withApplication(async (application) => {
      const tools = await findTools(application, { onLine: () => {} });
      const common = { application, tools, onLine: () => {} };
      const dataDir = await mkdtemp(join(tmpdir(), 'chaos-lab-tools-'));
      try {
        await withEngine({ dataDir }, async ({ url: endpoint }) => {
          assertDone(
            await deployApplication({ ...common, endpoint, regions, onFallback: () => assert.fail() }),
          );
          assertDone(await destroyApplication({ ...common, endpoint }));
        });
        assert.deepEqual(await savedState(dataDir), []);
      } finally {
        await rm(dataDir, { recursive: true, force: true });
      }
    }));
});

const assertDone = (report: DeployReport) =>
  assert.deepEqual(
    report.regions.map(({ region, outcome, message }) => [region, outcome, message]),
    regions.map((region) => [region, 'done', undefined]),
  );
