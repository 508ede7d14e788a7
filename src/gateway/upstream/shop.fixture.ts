import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';

export const sdkSettings = (endpoint: string, region = 'us-east-1') => ({
  endpoint,
  region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

export interface Shop {
  readonly region?: string;
  /** A custom domain whose base path `shop` is mapped to the stage. */
  readonly domain?: string;
  /** What its function answers, as JavaScript: the path that was asked for, when absent. */
  readonly body?: string;
}

/**
 * For tests: deploys an API, by a stack, as Serverless does, and gives its id. Its stage is `local`.
 *
 *   GET /test  mock    GET /v1/health  Lambda    ANY /v1/{proxy+}  Lambda
 */
export async function deployShop(
  endpoint: string,
  { region = 'us-east-1', domain, body = 'path' }: Shop = {},
): Promise<string> {
  const client = new CloudFormationClient(sdkSettings(endpoint, region));
  const StackName = `shop-${region}`;
  const TemplateBody = JSON.stringify({
    Resources: { ...api(body), ...(domain && domainOf(domain)) },
    Outputs,
  });
  try {
    await client.send(new CreateStackCommand({ StackName, TemplateBody }));
    await waitUntilStackCreateComplete({ client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StackName });
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'Id')?.OutputValue ?? '';
  } finally {
    client.destroy();
  }
}

const Outputs = { Id: { Value: { Ref: 'Api' } } };

const ref = (Ref: string) => ({ Ref });

const resource = (PathPart: string, ParentId: unknown) => ({
  Type: 'AWS::ApiGateway::Resource',
  Properties: { RestApiId: ref('Api'), ParentId, PathPart },
});

const method = (HttpMethod: string, resourceName: string, Integration: object) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    RestApiId: ref('Api'),
    ResourceId: ref(resourceName),
    HttpMethod,
    AuthorizationType: 'NONE',
    MethodResponses: [{ StatusCode: '200' }],
    Integration,
  },
});

const mock = {
  Type: 'MOCK',
  RequestTemplates: { 'application/json': '{"statusCode":200}' },
  IntegrationResponses: [{ StatusCode: '200', ResponseTemplates: { 'application/json': '{"ok":true}' } }],
};

const uri = [
  'arn:aws:apigateway:',
  ref('AWS::Region'),
  ':lambda:path/2015-03-31/functions/',
  { 'Fn::GetAtt': ['Hello', 'Arn'] },
  '/invocations',
];

const toLambda = { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: { 'Fn::Join': ['', uri] } };

const root = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };

const api = (body: string) => ({
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop' } },
  Hello: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/hello',
      Code: { ZipFile: `exports.handler = async ({ path }) => ({ statusCode: 200, body: ${body} });` },
    },
  },
  Test: resource('test', root),
  V1: resource('v1', root),
  Health: resource('health', ref('V1')),
  Rest: resource('{proxy+}', ref('V1')),
  GetTest: method('GET', 'Test', mock),
  GetHealth: method('GET', 'Health', toLambda),
  AnyRest: method('ANY', 'Rest', toLambda),
  Deployment: {
    Type: 'AWS::ApiGateway::Deployment',
    DependsOn: ['GetTest', 'GetHealth', 'AnyRest'],
    Properties: { RestApiId: ref('Api'), StageName: 'local' },
  },
});

const domainOf = (DomainName: string) => ({
  Certificate: {
    Type: 'AWS::CertificateManager::Certificate',
    Properties: { DomainName, ValidationMethod: 'DNS' },
  },
  Domain: {
    Type: 'AWS::ApiGateway::DomainName',
    Properties: {
      DomainName,
      RegionalCertificateArn: ref('Certificate'),
      EndpointConfiguration: { Types: ['REGIONAL'] },
    },
  },
  Mapping: {
    Type: 'AWS::ApiGateway::BasePathMapping',
    DependsOn: ['Deployment'],
    Properties: { DomainName: ref('Domain'), RestApiId: ref('Api'), Stage: 'local', BasePath: 'shop' },
  },
});
