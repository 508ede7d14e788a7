import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AwsCall } from '../aws/awsCall';
import { createEmulator, type Emulator } from './emulator';

const request = {
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  rawHeaders: [],
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
};

const stsCall = (operation: string): AwsCall => ({
  service: 'sts',
  operation,
  region: 'us-east-1',
  protocol: 'query',
  labels: {},
});

describe('the emulator', () => {
  let dir: string;
  let reports: string[];

  beforeEach(async () => {
    reports = [];
    dir = await mkdtemp(join(tmpdir(), 'chaos-lab-emulator-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const withEmulator = async (work: (emulator: Emulator) => Promise<void>): Promise<void> => {
    const report = (line: string) => reports.push(line);
    const emulator = await createEmulator({ dir, report, endpoint: () => 'http://127.0.0.1:1' });
    try {
      await work(emulator);
    } finally {
      await emulator.close();
    }
  };

  it('names the operation it lacks, in the protocol of the caller', () =>
    withEmulator(async (emulator) => {
      const { status, body } = await emulator.call(stsCall('AssumeRole'), request);
      assert.equal(status, 501);
      assert.match(
        String(body),
        /<Code>NotImplemented<\/Code><Message>The embedded emulator does not implement/,
      );
      assert.deepEqual(reports, []);
    }));

  it('answers a failure of its own as an error of the service, and reports where it came from', () =>
    withEmulator(async (emulator) => {
      const broken = { ...request, headers: undefined as never };
      const { status, body } = await emulator.call(stsCall('GetCallerIdentity'), broken);
      assert.equal(status, 500);
      assert.match(String(body), /<Code>InternalFailure<\/Code>/);
      assert.match(reports[0] ?? '', /^GetCallerIdentity of sts failed: TypeError: .*\n +at /s);
    }));

  it('says which services it has, and which were used', () =>
    withEmulator(async (emulator) => {
      await emulator.call(stsCall('GetCallerIdentity'), request);
      assert.deepEqual(emulator.services(), {
        acm: 'available',
        apigateway: 'available',
        cloudformation: 'available',
        ecr: 'available',
        iam: 'available',
        lambda: 'available',
        logs: 'available',
        s3: 'available',
        sts: 'running',
      });
    }));

  it('keeps what its services know in the folder it was given', async () => {
    await withEmulator(async ({ store }) => store.collection('a').put('us-east-1', 'x', 1));
    await withEmulator(async ({ store }) => assert.equal(store.collection('a').get('us-east-1', 'x'), 1));
  });
});
