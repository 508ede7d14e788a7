import assert from 'node:assert/strict';
import { withToolEndpoint } from './toolEndpoint';

const asItIs = ['http://127.0.0.1:4566', 'http://127.0.1.1:4566'];
const relayed = [
  'http://localhost:4566',
  'http://box:4566',
  'http://192.168.1.5:4566',
  'http://[::1]:4566',
  'http://127.0.0.1.example:4566',
  'https://127.0.0.1:4566',
];

describe('withToolEndpoint', () => {
  for (const endpoint of asItIs) {
    it(`gives the tools ${endpoint} as it is`, () =>
      withToolEndpoint(endpoint, async (toolEndpoint) => assert.equal(toolEndpoint, endpoint)));
  }

  for (const endpoint of relayed) {
    it(`gives the tools an address of this machine for ${endpoint}`, () =>
      withToolEndpoint(endpoint, async (toolEndpoint) =>
        assert.match(toolEndpoint, /^http:\/\/127\.0\.0\.1:\d+$/),
      ));
  }

  it('closes the way when the work is done, also when that failed', async () => {
    let toolEndpoint = '';
    const work = withToolEndpoint('http://localhost:4566', async (given) => {
      toolEndpoint = given;
      throw new Error('the deployment failed');
    });
    await assert.rejects(work, /the deployment failed/);
    await assert.rejects(fetch(toolEndpoint), (error: Error) => /ECONNREFUSED/.test(String(error.cause)));
  });
});
