import assert from 'node:assert/strict';
import { startFakeLocalStack } from '../../../test/support/fakeLocalStack/startFakeLocalStack';
import { startEngine } from '../../cli/engine/startEngine';
import type { Capabilities, EngineStatus } from '../engines/engine';
import { Tracker } from '../event';
import { ChaosClient } from '../http/chaosClient';
import { EndpointsService } from './endpointsService';
import { connect, deploy, map } from './shopApi.fixture';

describe('discovery at other emulators', () => {
  it('sees through the gateway in front of one without chaos, a custom domain too', async () => {
    const { endpoint: upstream, close } = await startFakeLocalStack({ persona: 'floci' });
    const client = connect(upstream);
    const restApiId = await deploy(client);
    await map(client, upstream, { restApiId });
    client.destroy();
    const regions = ['us-east-1'];
    const options = {
      upstream,
      regions,
      port: 0,
      host: '127.0.0.1',
      region: 'us-east-1',
      report: assert.fail,
    };
    const gateway = await startEngine(options);
    const capabilities = { ...native, product: 'Floci' };
    const engine = new Tracker<EngineStatus>({ state: 'ready', endpoint: gateway.url, capabilities });
    const service = new EndpointsService({ engine, regions: () => regions });
    const look = async () => {
      await service.refresh();
      await service.probeAll();
      const { endpoints, stale } = service.current;
      assert.ok(endpoints.every(({ endpoint }) => endpoint.url.startsWith(gateway.url)));
      const probed = endpoints.filter(({ endpoint }) => endpoint.probeable);
      return [stale, ...probed.map(({ samples }) => samples.at(-1)?.status)];
    };
    assert.deepEqual(await look(), [false, 200, 200]);
    await new ChaosClient(gateway.url).addFaults([{ service: 'apigateway' }]);
    assert.deepEqual(await look(), [false, 503, 503]);
    service.dispose();
    engine.dispose();
    await gateway.close();
    await close();
  });

  it('keeps what it knew, marked as such, while a fault has the control plane of LocalStack', async () => {
    const { endpoint, close } = await startFakeLocalStack({ persona: 'licensed' });
    const client = connect(endpoint);
    await deploy(client);
    client.destroy();
    const engine = new Tracker<EngineStatus>({ state: 'ready', endpoint, capabilities: native });
    const service = new EndpointsService({ engine, regions: () => ['us-east-1'] });
    const look = async () => {
      await service.refresh();
      await service.probeAll();
      const { endpoints, stale, problem } = service.current;
      const [probed] = endpoints.filter((each) => each.endpoint.probeable);
      return { count: endpoints.length, status: probed?.samples.at(-1)?.status, stale, problem };
    };
    const chaos = new ChaosClient(endpoint);
    const well = { count: 2, status: 200, stale: false, problem: undefined };
    assert.deepEqual(await look(), well);
    await chaos.addFaults([{ service: 'apigateway', region: 'us-east-1' }]);
    const { problem, ...seen } = await look();
    assert.deepEqual(seen, { count: 2, status: 503, stale: true });
    assert.match(problem ?? '', /^API Gateway in us-east-1 does not tell its APIs: .*simulated fault/);
    await chaos.deleteFaults([{ service: 'apigateway', region: 'us-east-1' }]);
    assert.deepEqual(await look(), well);
    service.dispose();
    engine.dispose();
    await close();
  });

  it('says why no answer comes, in a sentence with the next step', async () => {
    const endpoint = 'http://127.0.0.1:1';
    const engine = new Tracker<EngineStatus>({ state: 'ready', endpoint, capabilities: native });
    const service = new EndpointsService({ engine, regions: () => ['us-east-1'] });
    await service.refresh();
    assert.match(
      service.current.problem ?? '',
      /^API Gateway in us-east-1 does not tell its APIs: Nothing answers at http:\/\/127\.0\.0\.1:1\. Start the/,
    );
    service.dispose();
    engine.dispose();
  });
});

const native: Capabilities = {
  faults: true,
  effects: true,
  leases: false,
  events: false,
  hitCounts: false,
  product: 'LocalStack 2026.4.0',
};
