import type { AwsError } from '../awsError';

const sqs = 'AWS.SimpleQueueService.';

/**
 * The codes that services had when they spoke query, where the shape has another name now (the trait `awsQueryError` of
 * their Smithy models). These services go on telling them, since programs compare with them.
 */
const codes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sqs: {
    BatchEntryIdsNotDistinct: `${sqs}BatchEntryIdsNotDistinct`,
    BatchRequestTooLong: `${sqs}BatchRequestTooLong`,
    EmptyBatchRequest: `${sqs}EmptyBatchRequest`,
    InvalidBatchEntryId: `${sqs}InvalidBatchEntryId`,
    KmsAccessDenied: 'KMS.AccessDeniedException',
    KmsDisabled: 'KMS.DisabledException',
    KmsInvalidKeyUsage: 'KMS.InvalidKeyUsageException',
    KmsInvalidState: 'KMS.InvalidStateException',
    KmsNotFound: 'KMS.NotFoundException',
    KmsOptInRequired: 'KMS.OptInRequired',
    KmsThrottled: 'KMS.ThrottlingException',
    MessageNotInflight: `${sqs}MessageNotInflight`,
    PurgeQueueInProgress: `${sqs}PurgeQueueInProgress`,
    QueueDeletedRecently: `${sqs}QueueDeletedRecently`,
    QueueDoesNotExist: `${sqs}NonExistentQueue`,
    QueueNameExists: 'QueueAlreadyExists',
    TooManyEntriesInBatchRequest: `${sqs}TooManyEntriesInBatchRequest`,
    UnsupportedOperation: `${sqs}UnsupportedOperation`,
  },
  cloudwatch: {
    DashboardInvalidInputError: 'InvalidParameterInput',
    DashboardNotFoundError: 'ResourceNotFound',
    InternalServiceFault: 'InternalServiceError',
    InvalidFormatFault: 'InvalidFormat',
    InvalidParameterCombinationException: 'InvalidParameterCombination',
    InvalidParameterValueException: 'InvalidParameterValue',
    LimitExceededFault: 'LimitExceeded',
    MissingRequiredParameterException: 'MissingParameter',
  },
};

/**
 * The header in which services that spoke query once tell JSON and CBOR clients the code and fault of that time; none
 * for other services.
 */
export function queryErrorHeader(service: string, { code, status }: AwsError): Record<string, string> {
  if (!Object.hasOwn(codes, service)) return {};
  const own = codes[service] ?? {};
  const past = Object.hasOwn(own, code) ? own[code] : code;
  return { 'x-amzn-query-error': `${past};${status < 500 ? 'Sender' : 'Receiver'}` };
}
