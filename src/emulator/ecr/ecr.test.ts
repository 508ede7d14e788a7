import assert from 'node:assert/strict';
import { createEcr } from './ecr';

const context = { region: 'us-east-1', accountId: '000000000000', requestId: 'r' };
const describeRepositories = createEcr().operations.DescribeRepositories;

describe('ecr', () => {
  it('has no repositories', () => {
    assert.deepEqual(describeRepositories?.({}, context), { body: { repositories: [] } });
  });

  it('says that a named repository does not exist', () => {
    assert.throws(() => describeRepositories?.({ repositoryNames: ['app'] }, context), {
      code: 'RepositoryNotFoundException',
      message: "The repository with name 'app' does not exist in the registry with id '000000000000'",
    });
  });
});
