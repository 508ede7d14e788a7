import assert from 'node:assert/strict';
import { ACMClient, ListCertificatesCommand } from '@aws-sdk/client-acm';
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateStageCommand,
  GetDeploymentsCommand,
  GetDomainNamesCommand,
  GetRestApisCommand,
  GetStageCommand,
} from '@aws-sdk/client-api-gateway';
import { type CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import fetch from 'node-fetch';
import { create, sdkConfig, settled, template, update, withStacks } from '../withStacks.fixture';

const DomainName = 'chaos.example.com';
const Api = { Ref: 'Api' };

const mock = (answer: string) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    RestApiId: Api,
    ResourceId: { Ref: 'Test' },
    HttpMethod: 'GET',
    AuthorizationType: 'NONE',
    Integration: {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '{"statusCode":200}' },
      IntegrationResponses: [
        { StatusCode: 200, ResponseTemplates: { 'application/json': JSON.stringify({ answer }) } },
      ],
    },
    MethodResponses: [{ StatusCode: 200, ResponseModels: { 'application/json': 'Empty' } }],
  },
});

const deployment = (more: object = {}) => ({
  Type: 'AWS::ApiGateway::Deployment',
  DependsOn: 'Method',
  Properties: { RestApiId: Api, ...more },
});

const api = (answer = 'first') => ({
  Api: {
    Type: 'AWS::ApiGateway::RestApi',
    Properties: { Name: 'api', Description: answer, EndpointConfiguration: { Types: ['REGIONAL'] } },
  },
  Test: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { RestApiId: Api, ParentId: { 'Fn::GetAtt': 'Api.RootResourceId' }, PathPart: 'test' },
  },
  Method: mock(answer),
});

const domain = {
  Certificate: {
    Type: 'AWS::CertificateManager::Certificate',
    Properties: { DomainName, ValidationMethod: 'DNS' },
  },
  Domain: {
    Type: 'AWS::ApiGateway::DomainName',
    Properties: {
      DomainName,
      RegionalCertificateArn: { Ref: 'Certificate' },
      EndpointConfiguration: { Types: ['REGIONAL'] },
    },
  },
  Mapping: {
    Type: 'AWS::ApiGateway::BasePathMapping',
    Properties: { DomainName: { Ref: 'Domain' }, RestApiId: Api, Stage: { Ref: 'Stage' } },
  },
};

const stage = (more: object = {}) => ({
  Type: 'AWS::ApiGateway::Stage',
  Properties: { RestApiId: Api, DeploymentId: { Ref: 'First' }, StageName: 'local', ...more },
});

const OUTPUTS = { Outputs: { Id: { Value: Api } } };

async function answerAt(url: string, path: string, headers = {}): Promise<unknown> {
  return (await fetch(`${url}${path}`, { headers })).json();
}

const withApi = (
  work: (client: CloudFormationClient, url: string, apis: APIGatewayClient) => Promise<void>,
) =>
  withStacks(async (client, { url }) => {
    const apis = new APIGatewayClient(sdkConfig(url));
    await work(client, url, apis);
    apis.destroy();
  });

async function remove(client: CloudFormationClient, StackId = ''): Promise<string | undefined> {
  await client.send(new DeleteStackCommand({ StackName: StackId }));
  return (await settled(client, StackId)).StackStatus;
}

describe('an API made by a stack', () => {
  it('answers through its stage and its domain, changes, and leaves nothing', () =>
    withApi(async (client, url, apis) => {
      const resources = (answer: string) => ({
        ...api(answer),
        First: deployment(),
        Stage: stage(),
        ...domain,
      });
      const stack = await create(client, template(resources('first'), OUTPUTS));
      assert.equal(stack.StackStatus, 'CREATE_COMPLETE');
      const id = stack.Outputs?.[0]?.OutputValue;
      assert.deepEqual(await answerAt(url, `/_aws/execute-api/${id}/local/test`), { answer: 'first' });
      assert.deepEqual(await answerAt(url, '/test', { host: DomainName }), { answer: 'first' });

      const Second = deployment({ StageName: 'local' });
      const changed = { ...resources('second'), Second: { ...Second, DependsOn: ['Method', 'Stage'] } };
      assert.equal((await update(client, template(changed, OUTPUTS))).StackStatus, 'UPDATE_COMPLETE');
      assert.deepEqual(await answerAt(url, '/test', { host: DomainName }), { answer: 'second' });

      assert.equal(await remove(client, stack.StackId), 'DELETE_COMPLETE');
      assert.deepEqual((await apis.send(new GetRestApisCommand({}))).items, []);
      assert.deepEqual((await apis.send(new GetDomainNamesCommand({}))).items, []);
      const acm = new ACMClient(sdkConfig(url));
      assert.deepEqual((await acm.send(new ListCertificatesCommand({}))).CertificateSummaryList, []);
      acm.destroy();
    }));

  it('has the stage that a deployment names, and no stage without it', () =>
    withApi(async (client, url, apis) => {
      const Only = deployment({
        StageName: 'local',
        StageDescription: { Description: 'made by a deployment' },
      });
      const stack = await create(client, template({ ...api(), Only }, OUTPUTS));
      const restApiId = stack.Outputs?.[0]?.OutputValue;
      assert.deepEqual(await answerAt(url, `/_aws/execute-api/${restApiId}/local/test`), { answer: 'first' });
      const updated = await update(client, template(api(), OUTPUTS));
      assert.equal(updated.StackStatus, 'UPDATE_COMPLETE');
      await assert.rejects(apis.send(new GetStageCommand({ restApiId, stageName: 'local' })), {
        name: 'NotFoundException',
      });
    }));

  it('keeps a variable and a description of a stage in step with the template', () =>
    withApi(async (client, _url, apis) => {
      const resources = (more: object) => ({ ...api(), First: deployment(), Stage: stage(more) });
      const stack = await create(client, template(resources({ Variables: { a: '1', b: '2' } }), OUTPUTS));
      await update(client, template(resources({ Variables: { a: '3' }, Description: 'new' }), OUTPUTS));
      const restApiId = stack.Outputs?.[0]?.OutputValue;
      const { variables, description } = await apis.send(
        new GetStageCommand({ restApiId, stageName: 'local' }),
      );
      assert.deepEqual([variables, description], [{ a: '3' }, 'new']);
    }));
});

describe('a deployment made by a stack on a stage of somebody else', () => {
  const named = (restApiId: string) => ({
    Second: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: restApiId, StageName: 'local' } },
  });

  /** An API whose stage was made by another, as Terraform does for osls. */
  const withForeignStage = (
    work: (
      client: CloudFormationClient,
      apis: APIGatewayClient,
      restApiId: string,
      deploymentId: string,
    ) => Promise<void>,
  ) =>
    withApi(async (client, _url, apis) => {
      const base = await create(client, template(api(), OUTPUTS), { StackName: 'base' });
      const restApiId = base.Outputs?.[0]?.OutputValue ?? '';
      const { id: deploymentId = '' } = await apis.send(new CreateDeploymentCommand({ restApiId }));
      await apis.send(new CreateStageCommand({ restApiId, stageName: 'local', deploymentId }));
      await work(client, apis, restApiId, deploymentId);
    });

  const stageDeployment = async (apis: APIGatewayClient, restApiId: string) =>
    (await apis.send(new GetStageCommand({ restApiId, stageName: 'local' }))).deploymentId;

  it('moves the stage to itself, and gives it back when the stack is deleted', () =>
    withForeignStage(async (client, apis, restApiId, original) => {
      const stack = await create(client, template(named(restApiId)));
      assert.notEqual(await stageDeployment(apis, restApiId), original);
      assert.equal(await remove(client, stack.StackId), 'DELETE_COMPLETE');
      assert.equal(await stageDeployment(apis, restApiId), original);
      assert.equal((await apis.send(new GetDeploymentsCommand({ restApiId }))).items?.length, 1);
    }));

  it('gives the stage back when the stack is rolled back', () =>
    withForeignStage(async (client, apis, restApiId, original) => {
      const Bad = { Type: 'AWS::S3::Bucket', DependsOn: 'Second', Properties: { BucketName: 'Bad_Name' } };
      const stack = await create(client, template({ ...named(restApiId), Bad }));
      assert.equal(stack.StackStatus, 'ROLLBACK_COMPLETE');
      assert.equal(await stageDeployment(apis, restApiId), original);
    }));

  it('is deleted also when its API is gone already', () =>
    withForeignStage(async (client, _apis, restApiId) => {
      const stack = await create(client, template(named(restApiId)));
      await client.send(new DeleteStackCommand({ StackName: 'base' }));
      await assert.rejects(settled(client, 'base'), { message: 'Stack with id base does not exist' });
      assert.equal(await remove(client, stack.StackId), 'DELETE_COMPLETE');
    }));
});
