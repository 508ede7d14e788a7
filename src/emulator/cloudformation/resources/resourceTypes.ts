import { validationError } from '../validationError';
import { apiDeployment } from './apiDeployment';
import { apiDomainName } from './apiDomainName';
import { apiMethod } from './apiMethod';
import { apiResource } from './apiResource';
import { apiStage } from './apiStage';
import { basePathMapping } from './basePathMapping';
import { certificate } from './certificate';
import { iamRole } from './iamRole';
import { lambdaFunction } from './lambdaFunction';
import { lambdaPermission } from './lambdaPermission';
import { lambdaVersion } from './lambdaVersion';
import { logGroup } from './logGroup';
import type { ResourceType } from './resourceType';
import { restApi } from './restApi';
import { s3Bucket } from './s3Bucket';
import { s3BucketPolicy } from './s3BucketPolicy';

const TYPES: readonly ResourceType[] = [
  apiDeployment,
  apiDomainName,
  apiMethod,
  apiResource,
  apiStage,
  basePathMapping,
  certificate,
  iamRole,
  lambdaFunction,
  lambdaPermission,
  lambdaVersion,
  logGroup,
  restApi,
  s3Bucket,
  s3BucketPolicy,
];

/** Throws with the list of those there are. */
export function resourceType(name: string): ResourceType {
  const found = TYPES.find((type) => type.name === name);
  if (found !== undefined) return found;
  const supported = TYPES.map((type) => type.name).join(', ');
  throw validationError(`The embedded emulator does not support ${name}. It supports ${supported}.`);
}
