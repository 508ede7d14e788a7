import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { type EngineStatus, endpointOf } from '../../src/core/engines/engine';
import type { LocalStackEngine } from '../../src/core/engines/localstack/localStackEngine';
import { clientOf, deployApi } from '../support/fakeLocalStack/deployedApi';
import { requires } from '../support/requires';
import { testDocker } from './support/testDocker';
import { until } from './support/until';
import { Windows } from './support/withLocalStack';

const endpointAt = ({ current }: LocalStackEngine): string => {
  const endpoint = endpointOf(current);
  assert.ok(endpoint, JSON.stringify(current));
  return endpoint;
};

const becomes = async (engine: LocalStackEngine, state: EngineStatus['state']): Promise<EngineStatus> => {
  await until(() => engine.current.state === state, `the engine is ${state}`);
  return engine.current;
};

const reasonOf = (status: EngineStatus): string => ('reason' in status ? (status.reason ?? '') : '');

/** Somebody else listens on a port of 127.0.0.1. */
const withPortTaken = async (work: (port: number) => Promise<void>): Promise<void> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
};

const setFault = async (endpoint: string): Promise<void> => {
  const rules = JSON.stringify([{ service: 'lambda', region: 'us-east-1' }]);
  const { status } = await fetch(`${endpoint}/_localstack/chaos/faults`, { method: 'PATCH', body: rules });
  assert.equal(status, 200);
};

describe('LocalStack in a container', function () {
  this.timeout(120_000);

  before(async function () {
    await requires(this, 'docker');
    await Windows.with(async () => {}); // the images are made once
  });

  it('starts, uses the Chaos API that it has, and stops', () =>
    Windows.with(async (windows) => {
      const { engine, lines } = windows.open();
      await engine.start();
      const { state, ...status } = engine.current;
      assert.equal(state, 'ready');
      assert.ok('capabilities' in status);
      assert.deepEqual(
        [status.capabilities.product, status.capabilities.hitsFromLog, status.upstream],
        ['LocalStack 2026.4.0', true, undefined],
      );
      assert.ok(lines.includes('Ready.'));
      await engine.stop();
      assert.deepEqual([engine.current.state, await windows.state()], ['stopped', 'exited']);
    }));

  it('puts the gateway in front of one without a licence for chaos, and faults bite through it', () =>
    Windows.with(async (windows) => {
      const { engine } = windows.open({ settings: { environment: { FAKE_PERSONA: 'unlicensed' } } });
      await engine.start();
      const status = engine.current;
      assert.ok(status.state === 'ready' && status.upstream, JSON.stringify(status));
      assert.match(status.upstream.reason, /licence/);
      const path = await deployApi(status.endpoint);
      assert.equal((await fetch(`${status.endpoint}${path}`)).status, 200);
      await setFault(status.endpoint);
      assert.equal((await fetch(`${status.endpoint}${path}`)).status, 502);
      assert.equal((await fetch(`${status.upstream.endpoint}${path}`)).status, 200);
    }));

  it('keeps what is deployed in its volume when the container is made anew', () =>
    Windows.with(async (windows) => {
      const { engine } = windows.open();
      const s3 = () => new S3Client({ ...clientOf(endpointAt(engine)), forcePathStyle: true });
      await engine.start();
      await s3().send(new CreateBucketCommand({ Bucket: 'kept' }));
      await engine.remove({ volume: false });
      assert.equal(await windows.state(), undefined);
      await engine.start();
      const { Buckets } = await s3().send(new ListBucketsCommand({}));
      assert.deepEqual(
        Buckets?.map(({ Name }) => Name),
        ['kept'],
      );
      await engine.remove({ volume: true });
      await assert.rejects(testDocker().getVolume(windows.name).inspect(), { statusCode: 404 });
    }));

  it('tells of a failed licence with the last lines and what to do', () =>
    Windows.with(async (windows) => {
      const { engine } = windows.open({ settings: { environment: { FAKE_LICENCE: 'fail' } } });
      await assert.rejects(engine.start(), /Set a valid token with "Chaos: Set LocalStack Token"/);
      assert.equal(engine.current.state, 'failed');
      assert.match(reasonOf(engine.current), /\(exit code 55\)[\s\S]*License activation failed!/);
    }));

  it('tells of an early exit with its code and its last lines', () =>
    Windows.with(async (windows) => {
      const { engine } = windows.open({ settings: { environment: { FAKE_EXIT_AT_START: '3' } } });
      await assert.rejects(
        engine.start(),
        /ended by itself \(exit code 3\)[\s\S]*LocalStack version: 2026\.4\.0/,
      );
    }));

  it('waits for one that starts slowly', () =>
    Windows.with(async (windows) => {
      const { engine } = windows.open({ settings: { environment: { FAKE_START_DELAY_MS: '3000' } } });
      const began = Date.now();
      await engine.start();
      assert.equal(engine.current.state, 'ready');
      assert.ok(Date.now() - began >= 3000, 'it was ready before the container');
    }));

  it('can be cancelled while it waits, leaving no container', () =>
    Windows.with(async (windows) => {
      const { engine, statuses } = windows.open({
        settings: { environment: { FAKE_START_DELAY_MS: '60000' } },
      });
      const cancel = new AbortController();
      const start = engine.start(cancel.signal);
      await until(
        () => statuses.some((each) => each.state === 'starting' && /^Waiting for/.test(each.detail)),
        'it waits for the container',
      );
      cancel.abort();
      await assert.rejects(start, { name: 'AbortError' });
      assert.deepEqual([engine.current.state, await windows.state()], ['stopped', undefined]);
    }));

  it('gives up on one that does not serve in time, and says where to give it more', () =>
    Windows.with(async (windows) => {
      const environment = { FAKE_START_DELAY_MS: '60000' };
      const { engine } = windows.open({ settings: { environment, startTimeoutMs: 1500 } });
      await assert.rejects(engine.start(), /did not serve within 1\.5 s.*startTimeoutSeconds/);
      assert.deepEqual([engine.current.state, await windows.state()], ['failed', undefined]);
    }));

  it('tells of a crash while it runs, and starts the same container again', () =>
    Windows.with(async (windows) => {
      const { engine } = windows.open();
      await engine.start();
      const id = engine.container?.id;
      const crash = { method: 'POST', body: JSON.stringify({ code: 137 }) };
      await fetch(`${endpointAt(engine)}/_fake/crash`, crash).catch(() => {}); // no answer comes
      const status = await becomes(engine, 'failed');
      assert.match(reasonOf(status), /ended by itself \(exit code 137\)/);
      await engine.start();
      assert.deepEqual([engine.current.state, engine.container?.id], ['ready', id]);
    }));

  it('notices that somebody stopped it', () =>
    Windows.with(async (windows) => {
      const { engine, notices } = windows.open();
      await engine.start();
      await testDocker().getContainer(windows.name).stop();
      await becomes(engine, 'stopped');
      assert.deepEqual(notices, [`The container "${windows.name}" was stopped from outside.`]);
    }));

  it('says how to go on while it is paused, and goes on when it is resumed', () =>
    Windows.with(async (windows) => {
      const { engine } = windows.open();
      await engine.start();
      await testDocker().getContainer(windows.name).pause();
      assert.match(reasonOf(await becomes(engine, 'failed')), /is paused\. Resume it with/);
      await testDocker().getContainer(windows.name).unpause();
      await becomes(engine, 'ready');
      await testDocker().getContainer(windows.name).pause();
      await becomes(engine, 'failed');
      await engine.start();
      assert.deepEqual([engine.current.state, await windows.state()], ['ready', 'running']);
    }));

  it('takes another port when the wanted one is taken, and says so', () =>
    withPortTaken((taken) =>
      Windows.with(async (windows) => {
        const { engine, notices } = windows.open({ settings: { port: taken } });
        await engine.start();
        assert.notEqual(new URL(endpointAt(engine)).port, String(taken));
        assert.deepEqual(notices, [`Port ${taken} is in use: LocalStack has another one.`]);
      }),
    ));

  it('says so when the wanted port is taken and no other may be', () =>
    withPortTaken((taken) =>
      Windows.with(async (windows) => {
        const { engine } = windows.open({ settings: { port: taken, allowOtherPort: false } });
        await assert.rejects(engine.start(), new RegExp(`Port ${taken} is in use`));
        assert.deepEqual([engine.current.state, await windows.state()], ['failed', undefined]);
      }),
    ));

  it('is shared by two windows: the first to stop lets go, the last one stops it', () =>
    Windows.with(async (windows) => {
      const first = windows.open();
      await first.engine.start();
      const second = windows.open();
      await second.engine.start();
      assert.equal(second.engine.container?.id, first.engine.container?.id);
      await assert.rejects(first.engine.remove({ volume: false }), /used by another window/);
      await first.engine.stop();
      assert.deepEqual(first.notices, [`The container "${windows.name}" goes on: another window uses it.`]);
      assert.deepEqual([second.engine.current.state, await windows.state()], ['ready', 'running']);
      await second.engine.stop();
      assert.equal(await windows.state(), 'exited');
    }));
});
