import assert from 'node:assert/strict';
import { createTestApi } from '../testApi';

describe('tags', () => {
  it('are put on and taken off APIs and stages', async () => {
    const { call, reply, deploy } = createTestApi();
    const id = await deploy([{ path: '/a', integration: { type: 'MOCK' } }], { tags: { one: '1' } });
    for (const path of [`/restapis/${id}`, `/restapis/${id}/stages/local`]) {
      const resourceArn = `arn:aws:apigateway:us-east-1::${path}`;
      assert.equal((await reply('TagResource', { resourceArn, tags: { two: '2', three: '3' } })).status, 204);
      assert.equal((await reply('UntagResource', { resourceArn, tagKeys: ['three', 'one'] })).status, 204);
      assert.deepEqual(await call('GetTags', { resourceArn }), { tags: { two: '2' } });
    }
    assert.deepEqual((await call('GetRestApi', { restApiId: id })).tags, { two: '2' });
  });

  it('are refused where nothing has them', async () => {
    const { call } = createTestApi();
    await assert.rejects(call('GetTags', { resourceArn: 'rubbish' }), { code: 'BadRequestException' });
    await assert.rejects(call('GetTags', { resourceArn: 'arn:aws:apigateway:us-east-1::/restapis/none' }), {
      code: 'NotFoundException',
    });
  });
});
