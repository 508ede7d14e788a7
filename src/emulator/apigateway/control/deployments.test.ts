import assert from 'node:assert/strict';
import { apiAddress, createTestApi } from '../testApi';

const mock = (text: string) => ({
  path: '/a',
  integration: { type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode":200}' } },
  responses: [{ statusCode: '200', responseTemplates: { 'application/json': text } }],
});

describe('deployments', () => {
  it('are snapshots: a stage serves its own, not the API as it is now', async () => {
    const { call, deploy, send } = createTestApi();
    const restApiId = await deploy([mock('before')]);
    const resources = (await call('GetResources', { restApiId })).item as { id: string; path: string }[];
    const where = {
      restApiId,
      resourceId: resources.find(({ path }) => path === '/a')?.id,
      httpMethod: 'GET',
    };
    await call('UpdateIntegrationResponse', {
      ...where,
      statusCode: '200',
      patchOperations: [{ op: 'replace', path: '/responseTemplates/application~1json', value: 'after' }],
    });
    assert.equal((await send('GET', apiAddress(restApiId, '/a'))).body, 'before');
    await call('CreateDeployment', { restApiId, stageName: 'local' });
    assert.equal((await send('GET', apiAddress(restApiId, '/a'))).body, 'after');
  });

  it('make the stage they name, or move it and keep the rest of it', async () => {
    const { call, deploy } = createTestApi();
    const restApiId = await deploy([mock('a')]);
    const stage = { restApiId, stageName: 'local' };
    await call('UpdateStage', {
      ...stage,
      patchOperations: [{ op: 'replace', path: '/variables/v', value: '1' }],
    });
    const before = await call('GetStage', stage);
    const { id } = await call('CreateDeployment', { ...stage, stageDescription: '', variables: { w: '2' } });
    assert.deepEqual(await call('GetStage', stage), {
      ...before,
      deploymentId: id,
      variables: { v: '1', w: '2' },
      lastUpdatedDate: (await call('GetStage', stage)).lastUpdatedDate,
    });
    await call('CreateDeployment', { restApiId, stageName: '' });
    assert.equal(((await call('GetStages', { restApiId })).item as unknown[]).length, 1);
  });

  it('cannot be deleted while a stage points to them', async () => {
    const { call, reply, deploy } = createTestApi();
    const restApiId = await deploy([mock('a')]);
    const { deploymentId } = await call('GetStage', { restApiId, stageName: 'local' });
    await assert.rejects(call('DeleteDeployment', { restApiId, deploymentId }), {
      code: 'BadRequestException',
      status: 400,
      message: 'Active stages pointing to this deployment must be moved or deleted',
    });
    assert.equal((await reply('DeleteStage', { restApiId, stageName: 'local' })).status, 202);
    assert.equal((await reply('DeleteDeployment', { restApiId, deploymentId })).status, 202);
  });

  it('need an API that could answer something', async () => {
    const { call } = createTestApi();
    const { id: restApiId, rootResourceId: resourceId } = await call('CreateRestApi', { name: 'a' });
    await assert.rejects(call('CreateDeployment', { restApiId }), {
      code: 'BadRequestException',
      message: "The REST API doesn't contain any methods",
    });
    await call('PutMethod', { restApiId, resourceId, httpMethod: 'GET', authorizationType: 'NONE' });
    await assert.rejects(call('CreateDeployment', { restApiId }), {
      code: 'BadRequestException',
      message: 'No integration defined for method',
    });
  });

  it('tell what is in them when asked', async () => {
    const { call, deploy } = createTestApi();
    const restApiId = await deploy([mock('a')]);
    const { deploymentId } = await call('GetStage', { restApiId, stageName: 'local' });
    const asked = await call('GetDeployment', { restApiId, deploymentId, embed: ['apisummary'] });
    assert.deepEqual(asked.apiSummary, {
      '/a': { GET: { authorizationType: 'NONE', apiKeyRequired: false } },
    });
    assert.equal('apiSummary' in (await call('GetDeployment', { restApiId, deploymentId })), false);
  });
});
