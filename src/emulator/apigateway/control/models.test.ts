import assert from 'node:assert/strict';
import { createTestApi } from '../testApi';

describe('models', () => {
  it('are Empty and Error from the start', async () => {
    const { call } = createTestApi();
    const { id: restApiId } = await call('CreateRestApi', { name: 'a' });
    await call('CreateModel', { restApiId, name: 'Thing', contentType: 'application/json', schema: '{}' });
    const { item } = await call('GetModels', { restApiId });
    assert.deepEqual(
      (item as { name: string }[]).map(({ name }) => name),
      ['Empty', 'Error', 'Thing'],
    );
    const { title } = JSON.parse(String((await call('GetModel', { restApiId, modelName: 'Error' })).schema));
    assert.equal(title, 'Error Schema');
  });

  it('are refused twice, and missed when gone', async () => {
    const { call, reply } = createTestApi();
    const { id: restApiId } = await call('CreateRestApi', { name: 'a' });
    const create = () => call('CreateModel', { restApiId, name: 'Thing', contentType: 'application/json' });
    await create();
    await assert.rejects(create(), { code: 'ConflictException' });
    assert.equal((await reply('DeleteModel', { restApiId, modelName: 'Thing' })).status, 202);
    await assert.rejects(call('GetModel', { restApiId, modelName: 'Thing' }), { code: 'NotFoundException' });
  });
});
