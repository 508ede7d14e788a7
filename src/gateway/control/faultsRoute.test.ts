import assert from 'node:assert/strict';
import { type GatewayInTest, withGateway } from '../withGateway';

const path = '/_localstack/chaos/faults';
const lambda = { service: 'lambda', region: 'us-east-1' };
const s3 = { service: 's3', error: { statusCode: 500, code: 'Broken' } };

const test = (title: string, work: (gateway: GatewayInTest) => Promise<void>) =>
  it(title, () => withGateway({}, work));

describe('/_localstack/chaos/faults', () => {
  test('holds no rules at first', async ({ ask }) => {
    const { status, text, headers } = await ask(path);
    assert.deepEqual([status, text, headers['content-type']], [200, '[]', 'application/json']);
    assert.equal(headers['x-localstack'], '1.2.3');
  });

  test('POST replaces all rules', async ({ control }) => {
    await control('POST', path, [lambda]);
    assert.deepEqual(await control('POST', path, [s3]), [s3]);
    assert.deepEqual(await control('GET', path), [s3]);
    assert.deepEqual(await control('POST', path, []), []);
  });

  test('PATCH appends and answers with all rules', async ({ control }) => {
    await control('POST', path, [lambda]);
    assert.deepEqual(await control('PATCH', path, [s3]), [lambda, s3]);
  });

  test('PATCH of an equal rule changes nothing, whatever the order of its keys', async ({ control }) => {
    await control('PATCH', path, [lambda, s3]);
    const again = [{ error: { code: 'Broken', statusCode: 500 }, service: 's3' }];
    assert.deepEqual(await control('PATCH', path, again), [lambda, s3]);
  });

  test('DELETE removes what is exactly equal and answers with the rest', async ({ control }) => {
    await control('PATCH', path, [lambda, s3, { ...lambda, description: 'other' }]);
    const left = await control('DELETE', path, [
      { region: 'us-east-1', service: 'lambda' },
      { service: 'sqs' },
    ]);
    assert.deepEqual(left, [s3, { ...lambda, description: 'other' }]);
  });

  test('gives rules back as they were sent, to the letter', async ({ ask }) => {
    const sent = '[{"service":"lambda","region":"us-east-1","probability":1,"error":{}}]';
    assert.equal((await ask(path, { method: 'POST', body: sent })).text, sent);
    assert.equal((await ask(path)).text, sent);
  });

  for (const method of ['POST', 'PATCH', 'DELETE']) {
    test(`${method} of a bad rule is 400, names the field and changes nothing`, async ({ ask, control }) => {
      await control('POST', path, [lambda]);
      const body = JSON.stringify([lambda, { region: 'us east' }]);
      const { status, text } = await ask(path, { method, body });
      const message = '[1].region: must be a string of letters, digits and "-"';
      assert.deepEqual([status, JSON.parse(text)], [400, { message }]);
      assert.deepEqual(await control('GET', path), [lambda]);
    });

    test(`${method} of what is not JSON is 400`, async ({ ask }) => {
      for (const body of ['', 'service=lambda', '[{]', '\0']) {
        const { status, text } = await ask(path, { method, body });
        assert.deepEqual([status, JSON.parse(text)], [400, { message: 'the body must be JSON' }]);
      }
    });
  }

  test('a body of 1 MiB is read and a larger one refused', async ({ ask, control }) => {
    const padded = (size: number) => `[{"service":"s3"}${' '.repeat(size - 18)}]`;
    assert.equal((await ask(path, { method: 'POST', body: padded(1024 * 1024) })).status, 200);
    const { status, text } = await ask(path, { method: 'PATCH', body: padded(1024 * 1024 + 1) });
    assert.equal(status, 413);
    assert.match(JSON.parse(text).message, /larger than the 1 MiB/);
    assert.deepEqual(await control('GET', path), [{ service: 's3' }]);
  });

  test('other methods are 405 and name those there are', async ({ ask }) => {
    const { status, headers, text } = await ask(path, { method: 'PUT', body: '[]' });
    assert.deepEqual([status, headers.allow], [405, 'GET, POST, PATCH, DELETE']);
    assert.match(JSON.parse(text).message, /PUT is not for/);
  });

  test('an owner that no lease can have is refused', async ({ ask, control }) => {
    const headers = { 'x-chaos-owner': 'a b' };
    const { status, text } = await ask(path, { method: 'PATCH', body: '[{}]', headers });
    assert.deepEqual([status, JSON.parse(text).message.split(':')[0]], [400, 'x-chaos-owner']);
    assert.deepEqual(await control('GET', path), []);
  });
});
