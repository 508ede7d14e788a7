import { AwsError } from '../../aws/awsError';
import type { Input, OperationContext, Reply, Service } from '../service';

/** The emulator holds no images: whoever asks for a repository by name learns that it does not exist. */
export function createEcr(): Service {
  return { name: 'ecr', operations: { DescribeRepositories: describeRepositories } };
}

function describeRepositories(input: Input, { accountId }: OperationContext): Reply {
  const [name] = (input.repositoryNames as string[] | undefined) ?? [];
  if (name === undefined) return { body: { repositories: [] } };
  throw new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${input.registryId ?? accountId}'`,
  );
}
