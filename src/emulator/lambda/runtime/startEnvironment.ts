import { randomBytes } from 'node:crypto';
import { AwsError } from '../../../aws/awsError';
import type { Blobs } from '../../store';
import type { ResolvedFunction } from '../functionTable';
import { bootstrapFile } from './bootstrapFile';
import type { CodeFolders } from './codeFolders';
import { Environment } from './environment';
import { functionVariables } from './functionVariables';

export interface StartParts {
  readonly folders: CodeFolders;
  readonly blobs: Blobs;
  /** URL of the engine. */
  readonly endpoint: () => string;
}

/** A new process for a function version, on its unpacked code. Rejects with `ServiceException` when it cannot start. */
export async function startEnvironment(
  { folders, blobs, endpoint }: StartParts,
  region: string,
  { record, version }: ResolvedFunction,
): Promise<Environment> {
  const { blob } = version.code;
  const root = await folders.acquire(blob, () => blobs.get(blob)).catch(unusableCode);
  const logStream = newLogStream(version.version);
  const environment = new Environment({
    program: bootstrapFile(),
    root,
    variables: functionVariables(record, version, { region, endpoint: endpoint(), root, logStream }),
    memoryMb: version.settings.MemorySize,
    logStream,
  });
  environment.exited.then(() => folders.release(blob));
  return environment;
}

/** `2026/11/23/[$LATEST]<32 hex digits>` */
function newLogStream(version: string): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${randomBytes(16).toString('hex')}`;
}

function unusableCode(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new AwsError('ServiceException', `The function's code could not be unpacked: ${reason}`, 500);
}
