import assert from 'node:assert/strict';
import { externalUrl } from './externalUrl';

describe('externalUrl', () => {
  const rest = '/_aws/execute-api/a1/local/v1/{id}?name=Ada%20L';

  it('reaches through what forwards the port, with path and query as they are', async () => {
    const asked: string[] = [];
    const resolve = async (origin: string) => {
      asked.push(origin);
      return 'https://box.example/proxy/4566/';
    };
    assert.equal(
      await externalUrl(`http://127.0.0.1:4566${rest}`, resolve),
      `https://box.example/proxy/4566${rest}`,
    );
    assert.deepEqual(asked, ['http://127.0.0.1:4566']);
  });

  it('is the same where nothing lies between', async () => {
    const url = `http://127.0.0.1:4566${rest}`;
    assert.equal(await externalUrl(url, async (origin) => `${origin}/`), url);
  });
});
