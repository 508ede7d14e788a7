import { describeEffect } from './describeEffect';
import type { FaultRule } from './rule';

/** An error that a service gives in real life, ready to be injected. */
export interface ErrorPreset {
  readonly label: string;
  readonly statusCode: number;
  readonly code: string;
}

type Kind = 'unavailable' | 'internal' | 'throttled' | 'denied';
type Shape = readonly [statusCode: number, code: string];

const labels: Record<Kind, string> = {
  unavailable: 'Unavailable',
  internal: 'Internal error',
  throttled: 'Throttled',
  denied: 'Access denied',
};

/** What most services use: the common errors of the AWS API reference. */
const common: Record<Kind, Shape> = {
  unavailable: [503, 'ServiceUnavailable'],
  internal: [500, 'InternalFailure'],
  throttled: [400, 'ThrottlingException'],
  denied: [400, 'AccessDeniedException'],
};

/**
 * Where a service has its own code: from the errors in its API model, as AWS's SDK for JavaScript carries it
 * (`httpError`, `awsQueryError`; in the JSON protocols 400 and 500 where it names none), and where an error is in no
 * model, from *Common Errors* or *Error Responses* (S3, SQS) of its API reference.
 */
const own: Readonly<Record<string, Partial<Record<Kind, Shape>>>> = {
  apigateway: {
    unavailable: [503, 'ServiceUnavailableException'],
    throttled: [429, 'TooManyRequestsException'],
    denied: [403, 'AccessDeniedException'],
  },
  lambda: {
    internal: [500, 'ServiceException'],
    throttled: [429, 'TooManyRequestsException'],
    denied: [403, 'AccessDeniedException'],
  },
  s3: {
    internal: [500, 'InternalError'],
    throttled: [503, 'SlowDown'],
    denied: [403, 'AccessDenied'],
  },
  cloudformation: { throttled: [400, 'Throttling'], denied: [403, 'AccessDenied'] },
  iam: { internal: [500, 'ServiceFailure'], throttled: [400, 'Throttling'], denied: [403, 'AccessDenied'] },
  sts: { throttled: [400, 'Throttling'], denied: [403, 'AccessDenied'] },
  logs: { unavailable: [500, 'ServiceUnavailableException'] },
  dynamodb: {
    internal: [500, 'InternalServerError'],
    throttled: [400, 'ProvisionedThroughputExceededException'],
  },
  kinesis: {
    internal: [500, 'InternalFailureException'],
    throttled: [400, 'ProvisionedThroughputExceededException'],
  },
  sqs: { throttled: [403, 'RequestThrottled'], denied: [403, 'AccessDenied'] },
  sns: {
    internal: [500, 'InternalError'],
    throttled: [429, 'Throttled'],
    denied: [403, 'AuthorizationError'],
  },
  secretsmanager: { internal: [500, 'InternalServiceError'] },
  events: { internal: [500, 'InternalException'] },
};

/** The errors to offer for a service; for every service when it is absent. */
export const errorPresets = (service?: string): ErrorPreset[] =>
  (Object.keys(labels) as Kind[]).map((kind) => {
    const [statusCode, code] = own[service ?? '']?.[kind] ?? common[kind];
    return { label: labels[kind], statusCode, code };
  });

/** What a rule answers with, defaults filled in: `503 ServiceUnavailable`; or what it does instead. */
export const describeError = (rule: FaultRule): string =>
  describeEffect(rule, `${rule.error?.statusCode ?? 503} ${rule.error?.code ?? 'ServiceUnavailable'}`);
