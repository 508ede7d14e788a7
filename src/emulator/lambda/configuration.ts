import { codeSha256 } from './codeInput';
import { type FunctionRecord, type FunctionVersion, LATEST, logGroupOf } from './functionRecord';
import type { FunctionTable } from './functionTable';

/** AWS's `FunctionConfiguration`. Functions are ready as soon as they exist. */
export function describeConfiguration(
  table: FunctionTable,
  region: string,
  record: FunctionRecord,
  { version, settings, code, lastModified, revisionId }: FunctionVersion,
  /** What stands at the end of the ARN; the version itself unless it is `$LATEST`. */
  qualifier: string | undefined = version === LATEST ? undefined : version,
): Record<string, unknown> {
  const { others, ...own } = settings;
  return {
    FunctionName: record.name,
    FunctionArn: table.arn(region, record.name, qualifier),
    ...own,
    CodeSize: code.size,
    CodeSha256: codeSha256(code),
    LastModified: awsTime(lastModified),
    Version: version,
    RevisionId: revisionId,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    TracingConfig: { Mode: 'PassThrough' },
    ...others,
    SnapStart: { ApplyOn: 'None', ...(others.SnapStart as object | undefined), OptimizationStatus: 'Off' },
    LoggingConfig: {
      LogFormat: 'Text',
      ...(others.LoggingConfig as object | undefined),
      LogGroup: logGroupOf(record.name, settings),
    },
  };
}

/** `2026-11-23T02:24:04.918+0000` */
const awsTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');
