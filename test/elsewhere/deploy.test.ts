import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startEngine } from '../../src/cli/engine/startEngine';
import { type EngineInTest, withEngine } from '../../src/cli/engine/withEngine';
import { deployApplication } from '../../src/core/deploy/deployApplication';
import type { Application } from '../../src/core/deploy/deployment';
import { DeployRecord } from '../../src/core/deploy/deployRecord';
import type { DeployReport } from '../../src/core/deploy/deployReport';
import { destroyApplication } from '../../src/core/deploy/destroyApplication';
import { findTools } from '../../src/core/deploy/findTools';
import { ChaosClient } from '../../src/core/http/chaosClient';
import { sdkConfig } from '../../src/emulator/cloudformation/withStacks.fixture';
import { requires } from '../support/requires';
import { savedState } from '../tools/savedState';
import { DOMAIN, request, withSample } from '../tools/withSample';

describe('Terraform and osls, with an engine that is not at an address of this machine', () => {
  let dataDir: string;

  before(async function () {
    await requires(this, 'terraform', 'npm');
  });
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'chaos-lab-elsewhere-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('deploy to one under a name and destroy there again, S3 included', async () => {
    await withEngine({ dataDir }, (engine) => {
      const endpoint = byName(engine);
      return withSample(engine.url, {}, async ({ application }) => {
        const lines = await deploy(application, endpoint, ['us-east-1']);
        const addresses = lines.flatMap((line) => line.match(/127\.0\.0\.1:\d+/g) ?? []);
        assert.deepEqual(new Set(addresses), new Set([`127.0.0.1:${engine.port}`])); // and no relay's
        await seeEndpoints(engine.url, [200, 200, 200]);
        const record = await DeployRecord.open(application.dir);
        assert.equal(record.get('us-east-1')?.endpoint, endpoint);
        await destroy(application, endpoint);
      });
    });
    assert.deepEqual(await savedState(dataDir), []);
  });

  it('keep what Terraform puts into S3, without a line about S3 in its provider', async () => {
    await withEngine({ dataDir }, async (engine) => {
      const dir = await mkdtemp(join(tmpdir(), 'chaos-lab-bucket-'));
      try {
        const application = await writeBucket(dir);
        await deploy(application, byName(engine), ['us-west-2']);
        assert.equal(await objectIn(engine.url), 'Hello');
        await destroy(application, byName(engine));
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    });
    assert.deepEqual(await savedState(dataDir), []);
  });

  it('deploy through the gateway to the emulator behind it, where faults then show', async () => {
    await withEngine({ dataDir }, async ({ url: upstream }) => {
      const regions = ['us-east-1', 'us-west-2'];
      const gateway = await startEngine({ ...loopback, upstream, regions });
      try {
        await withSample(gateway.url, {}, async ({ application }) => {
          await deploy(application, gateway.url, regions);
          await seeEndpoints(gateway.url, [200, 200, 200]);
          await new ChaosClient(gateway.url).addFaults([{ service: 'lambda', region: 'us-east-1' }]);
          await seeEndpoints(gateway.url, [200, 502, 502]);
          await seeEndpoints(upstream, [200, 200, 200]);
          await new ChaosClient(gateway.url).replaceFaults([]);
          await destroy(application, gateway.url);
        });
      } finally {
        await gateway.close();
      }
    });
    assert.deepEqual(await savedState(dataDir), []);
  });

  it('say where nothing answers, by its name', () =>
    withSample('http://127.0.0.1:1', {}, async ({ application }) => {
      const { regions } = await run(application, 'http://localhost:1', ['us-east-1'], () => {});
      assert.match(
        regions[0]?.message ?? '',
        /^terraform apply failed in us-east-1: Nothing answers at http:\/\/localhost:1\. Start the engine/,
      );
    }));
});

const loopback = { port: 0, host: '127.0.0.1', region: 'us-east-1', report: assert.fail };

/** A name every machine knows, and no address: what a tool does with a name is what counts. */
const byName = ({ port }: EngineInTest): string => `http://localhost:${port}`;

async function deploy(
  application: Application,
  endpoint: string,
  regions: readonly string[],
): Promise<string[]> {
  const lines: string[] = [];
  assertDone(await run(application, endpoint, regions, (line) => lines.push(line)), lines);
  return lines;
}

const run = async (
  application: Application,
  endpoint: string,
  regions: readonly string[],
  onLine: (line: string) => void,
): Promise<DeployReport> =>
  deployApplication({
    application,
    endpoint,
    regions,
    tools: await findTools(application, { onLine }),
    onLine: ({ text }) => onLine(text),
    onFallback: () => assert.fail('Terraform was there'),
  });

async function destroy(application: Application, endpoint: string): Promise<void> {
  const lines: string[] = [];
  const onLine = (line: string) => lines.push(line);
  const tools = await findTools(application, { onLine });
  assertDone(
    await destroyApplication({ application, endpoint, tools, onLine: ({ text }) => onLine(text) }),
    lines,
  );
}

function assertDone({ regions }: DeployReport, lines: readonly string[]): void {
  for (const { region, outcome, message } of regions) {
    assert.equal(outcome, 'done', `${region}: ${message}\n${lines.join('\n')}`);
  }
}

async function seeEndpoints(url: string, statuses: readonly number[]): Promise<void> {
  const paths = ['/test', '/v1/health', '/v1/hello'];
  const answers = await Promise.all(paths.map((path) => request(url, path, { host: DOMAIN })));
  assert.deepEqual(
    answers.map(({ status }) => status),
    statuses,
  );
}

async function objectIn(url: string): Promise<string | undefined> {
  const s3 = new S3Client({ ...sdkConfig(url, 'us-west-2'), forcePathStyle: true });
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: 'shop-us-west-2', Key: 'greetings/hello.txt' }),
  );
  const text = await Body?.transformToString();
  s3.destroy();
  return text;
}

/** An application that is Terraform alone, and has things in S3. */
async function writeBucket(dir: string): Promise<Application> {
  const terraformDir = join(dir, 'terraform');
  await mkdir(terraformDir);
  await writeFile(join(terraformDir, 'main.tf'), bucket);
  return { dir, terraformDir };
}

const bucket = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}
variable "region" { type = string }
provider "aws" { region = var.region }
resource "aws_s3_bucket" "shop" { bucket = "shop-\${var.region}" }
resource "aws_s3_object" "hello" {
  bucket  = aws_s3_bucket.shop.id
  key     = "greetings/hello.txt"
  content = "Hello"
}
`;
