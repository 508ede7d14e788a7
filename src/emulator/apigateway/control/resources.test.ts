import assert from 'node:assert/strict';
import { createTestApi, type TestApi } from '../testApi';

async function withRoot() {
  const api = createTestApi();
  const { id: restApiId, rootResourceId } = await api.call('CreateRestApi', { name: 'a' });
  const create = (pathPart: string, parentId: unknown = rootResourceId) =>
    api.call('CreateResource', { restApiId, parentId, pathPart });
  return { ...api, restApiId, rootResourceId, create };
}

const paths = async ({ call }: Pick<TestApi, 'call'>, restApiId: unknown) =>
  ((await call('GetResources', { restApiId })).item as { path: string }[]).map(({ path }) => path).sort();

describe('resources', () => {
  it('have the path of their parent and their own part', async () => {
    const { create, rootResourceId } = await withRoot();
    const v1 = await create('v1');
    const hello = await create('hello', v1.id);
    assert.deepEqual(hello, { id: hello.id, parentId: v1.id, pathPart: 'hello', path: '/v1/hello' });
    assert.equal(v1.parentId, rootResourceId);
  });

  it('show their methods by name, and with content when asked', async () => {
    const { call, create, restApiId } = await withRoot();
    const { id: resourceId } = await create('a');
    await call('PutMethod', { restApiId, resourceId, httpMethod: 'GET', authorizationType: 'NONE' });
    const plain = await call('GetResource', { restApiId, resourceId });
    assert.deepEqual(plain.resourceMethods, { GET: {} });
    const [, embedded] = (await call('GetResources', { restApiId, embed: ['methods'] })).item as [
      unknown,
      Record<string, unknown>,
    ];
    assert.deepEqual(embedded.resourceMethods, {
      GET: { httpMethod: 'GET', authorizationType: 'NONE', apiKeyRequired: false },
    });
  });

  it('refuse what AWS refuses', async () => {
    const { create } = await withRoot();
    await create('a');
    await create('{id}');
    const { id: greedy } = await create('{proxy+}');
    await assert.rejects(create('a'), {
      code: 'ConflictException',
      status: 409,
      message: 'Another resource with the same parent already has this name: a',
    });
    await assert.rejects(create('{other}'), { code: 'BadRequestException', message: /only one is allowed/ });
    await assert.rejects(create('b', greedy), { message: /child of a resource with a greedy path variable/ });
    await assert.rejects(create('a b'), { code: 'BadRequestException', message: /path part only allow/ });
    await assert.rejects(create('b', 'nowhere'), {
      code: 'NotFoundException',
      message: 'Invalid Resource identifier specified',
    });
  });

  it('take their children with them, but the root stays', async () => {
    const api = await withRoot();
    const { call, reply, create, restApiId, rootResourceId } = api;
    const v1 = await create('v1');
    await create('deep', (await create('hello', v1.id)).id);
    await create('other');
    assert.equal((await reply('DeleteResource', { restApiId, resourceId: v1.id })).status, 202);
    assert.deepEqual(await paths(api, restApiId), ['/', '/other']);
    await assert.rejects(call('DeleteResource', { restApiId, resourceId: rootResourceId }), {
      code: 'BadRequestException',
    });
  });

  it('move with their children', async () => {
    const api = await withRoot();
    const { call, create, restApiId } = api;
    const v1 = await create('v1');
    const hello = await create('hello', v1.id);
    const v2 = await create('v2');
    const move = (resourceId: unknown, path: string, value: unknown) =>
      call('UpdateResource', { restApiId, resourceId, patchOperations: [{ op: 'replace', path, value }] });
    await move(v1.id, '/pathPart', 'v3');
    await move(hello.id, '/parentId', v2.id);
    assert.deepEqual(await paths(api, restApiId), ['/', '/v2', '/v2/hello', '/v3']);
    await assert.rejects(move(v2.id, '/parentId', hello.id), { message: 'Resources cannot be cyclical.' });
    await assert.rejects(move(v2.id, '/pathPart', 'v3'), { code: 'ConflictException' });
  });
});
