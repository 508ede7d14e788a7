/** What is kept of a function. Settings carry AWS's member names, since they go in and out under these. */
export interface FunctionRecord {
  readonly name: string;
  /** `$LATEST`. */
  readonly latest: FunctionVersion;
  readonly published: readonly FunctionVersion[];
  /** Version numbers are never used twice. */
  readonly nextVersion: number;
  readonly aliases: readonly Alias[];
  /** Resource policies by qualifier; the function's own under `''`. */
  readonly policies: Readonly<Record<string, Policy>>;
  readonly reservedConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface FunctionVersion {
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly settings: FunctionSettings;
  readonly code: FunctionCode;
  /** Unix time in milliseconds. */
  readonly lastModified: number;
  /** Changes with code and settings, and with nothing else. */
  readonly revisionId: string;
}

export interface FunctionCode {
  /** Blob id of the zip: its SHA-256 in hex. */
  readonly blob: string;
  readonly size: number;
}

export interface FunctionSettings {
  readonly Runtime: string;
  readonly Handler: string;
  readonly Role: string;
  readonly Description: string;
  /** Seconds. */
  readonly Timeout: number;
  /** MB. */
  readonly MemorySize: number;
  readonly Environment?: { readonly Variables: Readonly<Record<string, string>> };
  /** What is kept and shown, but changes nothing here: architectures, tracing, VPC and their kind. */
  readonly others: Readonly<Record<string, unknown>>;
}

export interface Alias {
  readonly Name: string;
  readonly FunctionVersion: string;
  readonly Description: string;
  /** Share of the invocations, 0 to 1, by version; the rest goes to `FunctionVersion`. */
  readonly weights: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

export interface Policy {
  readonly revisionId: string;
  readonly statements: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly [element: string]: unknown;
}

export const LATEST = '$LATEST';

export const logGroupOf = (name: string, { others }: FunctionSettings): string => {
  const { LogGroup } = (others.LoggingConfig ?? {}) as { LogGroup?: string };
  return LogGroup ?? `/aws/lambda/${name}`;
};
