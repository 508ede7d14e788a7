import assert from 'node:assert/strict';
import { type GatewayInTest, signed, withGateway } from './withGateway';

const test = (title: string, work: (gateway: GatewayInTest) => Promise<void>) =>
  it(title, () => withGateway({ allowHosts: ['Engine.Internal'] }, work));

const paths = ['/_localstack/health', '/_chaos/rules', '/restapis'];
const endpoint = '/_aws/execute-api/api1/local/hello';

const own = [
  '127.0.0.1',
  '127.0.0.1:4566',
  '127.1.2.3:80',
  '[::1]:4566',
  'localhost',
  'LOCALHOST:4566',
  'my.localhost',
  'localhost.localstack.cloud:4566',
  's3.localhost.localstack.cloud',
  'host.docker.internal:4566',
  'engine.internal:4566',
];

const foreign = [
  'evil.example',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'evillocalhost',
  'notlocalhost.localstack.cloud.evil.example',
  'xlocalhost.localstack.cloud',
  '10.0.0.1',
  '0.0.0.0:4566',
  '169.254.169.254',
  'sub.engine.internal',
  '[::2]',
];

const foreignOrigins = [
  'http://evil.example',
  'https://localhost.evil.example',
  'null',
  'file://',
  'vscode-webview://abc',
  'chrome-extension://localhost',
  'http://',
  'nonsense',
];

describe('the guard', () => {
  for (const host of own) {
    test(`answers to the host ${host}`, async ({ ask }) => {
      for (const path of paths) assert.equal((await ask(path, { headers: { host } })).status, 200);
    });
  }

  for (const host of foreign) {
    test(`refuses the host "${host}" with 403`, async ({ ask, calls, control }) => {
      for (const path of [...paths, endpoint, '/_localstack/chaos/faults']) {
        const { status, text } = await ask(path, { headers: { host, ...signed('lambda') } });
        assert.equal(status, 403, path);
        assert.match(JSON.parse(text).message, /--allow-host/);
      }
      const body = '[{}]';
      await ask('/_localstack/chaos/faults', { method: 'POST', headers: { host }, body });
      assert.deepEqual([calls, await control('GET', '/_localstack/chaos/faults')], [[], []]);
    });
  }

  test('answers pages of this machine and of allowed hosts', async ({ ask }) => {
    for (const origin of [
      'http://localhost:3000',
      'https://127.0.0.1',
      'http://[::1]:1',
      'http://engine.internal',
    ]) {
      for (const path of paths) assert.equal((await ask(path, { headers: { origin } })).status, 200, origin);
    }
  });

  for (const origin of foreignOrigins) {
    test(`refuses the page ${origin} with 403, but not at an endpoint`, async ({ ask, calls }) => {
      for (const path of paths) assert.equal((await ask(path, { headers: { origin } })).status, 403, path);
      assert.deepEqual(calls, []);
      assert.equal((await ask(endpoint, { headers: { origin } })).status, 200);
      const domain = { host: 'shop.example.com', origin };
      assert.equal((await ask('/hello', { headers: domain })).status, 200);
    });
  }

  test('never lets a custom domain reach the engine itself', async ({ ask }) => {
    for (const path of ['/_localstack/health', '/_chaos/rules', '/_aws/execute-api/api1/local/hello']) {
      const { status, text } = await ask(path, { headers: { host: 'shop.example.com' } });
      assert.deepEqual([status, text], [403, 'no such method']);
    }
  });

  test('lets no API id in the host reach the engine itself', async ({ ask }) => {
    const host = 'api1.execute-api.localhost.localstack.cloud:4566';
    assert.equal((await ask('/_localstack/health', { headers: { host } })).status, 403);
    assert.equal((await ask('/local/hello', { headers: { host } })).text, 'from lambda');
  });
});
