// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${…} is Fn::Sub's own notation.
import assert from 'node:assert/strict';
import {
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  GetTemplateSummaryCommand,
  ListStackResourcesCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { bucket, create, role, StackName, template, withStacks } from '../withStacks.fixture';

describe('what a stack tells', () => {
  it('are its resources, by logical id', () =>
    withStacks(async (client) => {
      await create(client, template({ A: bucket('a-1') }));
      const { StackResourceDetail: detail } = await client.send(
        new DescribeStackResourceCommand({ StackName, LogicalResourceId: 'A' }),
      );
      assert.equal(detail?.PhysicalResourceId, 'a-1');
      assert.equal(detail?.ResourceStatus, 'CREATE_COMPLETE');
      const listed = await client.send(new ListStackResourcesCommand({ StackName }));
      assert.deepEqual(
        listed.StackResourceSummaries?.map(({ LogicalResourceId, ResourceType }) => [
          LogicalResourceId,
          ResourceType,
        ]),
        [['A', 'AWS::S3::Bucket']],
      );
      assert.equal(
        (await client.send(new DescribeStackResourcesCommand({ StackName }))).StackResources?.length,
        1,
      );
      await assert.rejects(
        client.send(new DescribeStackResourceCommand({ StackName, LogicalResourceId: 'B' })),
        { name: 'ValidationError', message: 'Resource B does not exist for stack app' },
      );
    }));

  it('is an address of its API that this engine answers', () =>
    withStacks(async (client, { url }) => {
      const Value = { 'Fn::Sub': 'https://abc.execute-api.${AWS::Region}.${AWS::URLSuffix}/local' };
      const stack = await create(
        client,
        template({ A: bucket('a-1') }, { Outputs: { ServiceEndpoint: { Value } } }),
      );
      assert.equal(stack.Outputs?.[0]?.OutputValue, `${url}/_aws/execute-api/abc/local`);
    }));

  it('is what a template asks for, before there is a stack', () =>
    withStacks(async (client) => {
      const TemplateBody = template(
        { R: role('r') },
        { Description: 'd', Parameters: { P: { Type: 'String', Default: 'x' } } },
      );
      const valid = await client.send(new ValidateTemplateCommand({ TemplateBody }));
      assert.deepEqual(valid.Capabilities, ['CAPABILITY_NAMED_IAM']);
      assert.deepEqual(valid.Parameters, [{ ParameterKey: 'P', DefaultValue: 'x', NoEcho: false }]);
      const summary = await client.send(new GetTemplateSummaryCommand({ TemplateBody }));
      assert.deepEqual(summary.ResourceTypes, ['AWS::IAM::Role']);
      await assert.rejects(client.send(new ValidateTemplateCommand({ TemplateBody: '{}' })), {
        message: 'Template format error: At least one Resources member must be defined.',
      });
    }));
});
