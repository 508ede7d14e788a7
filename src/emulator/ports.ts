/** What the emulated services need of each other, apart from AWS operations. */

export interface InvokeRequest {
  readonly region: string;
  /** Name, partial ARN or full ARN, qualifier allowed. */
  readonly functionName: string;
  readonly qualifier?: string;
  /** JSON text. */
  readonly payload: string;
}

export interface InvokeResult {
  /** JSON text: the handler's answer, or `{errorMessage, errorType, …}` when `functionError` is set. */
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  readonly executedVersion: string;
  /** The last 4 KiB of the invocation's log, plain text. */
  readonly logTail: string;
}

/** Lambda, for API Gateway. Rejects with `AwsError` (`ResourceNotFoundException`, `TooManyRequestsException`). */
export interface FunctionInvoker {
  invoke(request: InvokeRequest, signal?: AbortSignal): Promise<InvokeResult>;
}

/** CloudWatch Logs, for Lambda. Groups and streams come into being at the first line. */
export interface LogSink {
  append(region: string, group: string, stream: string, events: readonly LogLine[]): void;
}

export interface LogLine {
  /** Unix time in milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

/** S3, for Lambda and CloudFormation. Rejects with `AwsError` (`NoSuchBucket`, `NoSuchKey`). */
export interface ObjectSource {
  getObject(bucket: string, key: string): Promise<Buffer>;
}

/** ACM, for API Gateway. */
export interface CertificateSource {
  /** `ISSUED`, `PENDING_VALIDATION`, …; undefined when that region has no such certificate. */
  status(region: string, arn: string): string | undefined;
}

/** API Gateway, for ACM: the ARNs of what uses a certificate. */
export interface CertificateUse {
  usedBy(arn: string): readonly string[];
}
