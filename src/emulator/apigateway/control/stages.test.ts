import assert from 'node:assert/strict';
import { createTestApi } from '../testApi';

async function withDeployment() {
  const api = createTestApi();
  const restApiId = await api.deploy([{ path: '/a', integration: { type: 'MOCK' } }]);
  const { id: deploymentId } = await api.call('CreateDeployment', { restApiId });
  return { ...api, restApiId, deploymentId };
}

describe('stages', () => {
  it('show the defaults of AWS', async () => {
    const { call, reply, restApiId, deploymentId } = await withDeployment();
    const created = await reply('CreateStage', { restApiId, deploymentId, stageName: 'prod' });
    assert.equal(created.status, 201);
    const { createdDate, lastUpdatedDate, ...stage } = await call('GetStage', {
      restApiId,
      stageName: 'prod',
    });
    assert.equal(createdDate, lastUpdatedDate);
    assert.deepEqual(stage, {
      stageName: 'prod',
      deploymentId,
      cacheClusterEnabled: false,
      cacheClusterStatus: 'NOT_AVAILABLE',
      methodSettings: {},
      tracingEnabled: false,
      tags: {},
    });
  });

  it('are listed by the deployment they serve', async () => {
    const { call, restApiId, deploymentId } = await withDeployment();
    await call('CreateStage', { restApiId, deploymentId, stageName: 'prod' });
    const { item } = await call('GetStages', { restApiId, deploymentId });
    assert.deepEqual(
      (item as { stageName: string }[]).map(({ stageName }) => stageName),
      ['prod'],
    );
  });

  it('refuse what AWS refuses', async () => {
    const { call, restApiId, deploymentId } = await withDeployment();
    const create = (input: object) => call('CreateStage', { restApiId, deploymentId, ...input });
    await assert.rejects(create({ stageName: 'local' }), {
      code: 'ConflictException',
      message: 'Stage already exists',
    });
    await assert.rejects(create({ stageName: 'a b' }), { message: 'Stage name only allows a-zA-Z0-9_-' });
    await assert.rejects(create({ stageName: 'b', deploymentId: 'none' }), {
      code: 'BadRequestException',
      message: 'Deployment id does not exist',
    });
    await assert.rejects(create({ stageName: 'b', variables: { v: '<>' } }), { message: /stage variable v/ });
    await assert.rejects(call('GetStage', { restApiId, stageName: 'b' }), {
      code: 'NotFoundException',
      message: 'Invalid stage identifier specified',
    });
  });

  it('change by patch operations, method settings included', async () => {
    const { call, restApiId, deploymentId } = await withDeployment();
    const patch = (...patchOperations: object[]) =>
      call('UpdateStage', { restApiId, stageName: 'local', patchOperations });
    await patch(
      { op: 'replace', path: '/deploymentId', value: deploymentId },
      { op: 'replace', path: '/variables/a', value: 'b' },
      { op: 'replace', path: '/*/*/logging/loglevel', value: 'INFO' },
      { op: 'replace', path: '/v1~1hello/GET/throttling/rateLimit', value: '10.5' },
    );
    const stage = await call('GetStage', { restApiId, stageName: 'local' });
    const settings = stage.methodSettings as Record<string, Record<string, unknown>>;
    assert.deepEqual([stage.deploymentId, stage.variables], [deploymentId, { a: 'b' }]);
    assert.deepEqual(Object.keys(settings), ['*/*', 'v1~1hello/GET']);
    assert.equal(settings['*/*']?.loggingLevel, 'INFO');
    assert.equal(settings['v1~1hello/GET']?.throttlingRateLimit, 10.5);
    const { methodSettings } = await patch({ op: 'remove', path: '/*/*' });
    assert.deepEqual(Object.keys(methodSettings as object), ['v1~1hello/GET']);
    await assert.rejects(patch({ op: 'remove', path: '/*/*' }), {
      message: /no method setting for this method/,
    });
    await assert.rejects(patch({ op: 'replace', path: '/deploymentId', value: 'none' }), {
      message: 'Deployment id does not exist',
    });
  });
});
