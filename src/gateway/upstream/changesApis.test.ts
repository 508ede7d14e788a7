import assert from 'node:assert/strict';
import { changesApis } from './changesApis';

const changing = (call: string): boolean => {
  const [service = '', operation = ''] = call.split('.');
  return changesApis({ service, operation });
};

describe('a call that may change the deployed APIs', () => {
  for (const call of [
    'apigateway.CreateRestApi',
    'apigateway.PutIntegration',
    'apigateway.DeleteDomainName',
    'apigateway.UpdateStage',
    'apigateway.',
    'apigatewayv2.CreateDomainName',
    'cloudformation.CreateStack',
    'cloudformation.ExecuteChangeSet',
    'cloudformation.DeleteStack',
  ]) {
    it(`is ${call}`, () => assert.equal(changing(call), true));
  }

  for (const call of [
    'apigateway.GetRestApis',
    'cloudformation.DescribeStacks',
    'cloudformation.ListStacks',
    'cloudformation.ValidateTemplate',
    'lambda.CreateFunction',
    's3.PutObject',
  ]) {
    it(`is not ${call}`, () => assert.equal(changing(call), false));
  }
});
