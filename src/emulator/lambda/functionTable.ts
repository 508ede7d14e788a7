import { randomUUID } from 'node:crypto';
import type { Collection } from '../store';
import { parseFunctionName } from './functionName';
import { type Alias, type FunctionRecord, type FunctionVersion, LATEST } from './functionRecord';
import { invalidParameter, notFound } from './lambdaErrors';

interface Located {
  readonly record: FunctionRecord;
  /** What was asked for beside the name: a version or an alias. */
  readonly qualifier?: string;
}

/** A function version and how it was asked for. */
export interface ResolvedFunction extends Located {
  readonly version: FunctionVersion;
  /** ARN with the qualifier. */
  readonly arn: string;
}

/** The functions of every region: finding them by name, ARN, version or alias, and changing them. */
export class FunctionTable {
  constructor(
    private readonly functions: Collection<FunctionRecord>,
    private readonly accountId: string,
  ) {}

  arn(region: string, name: string, qualifier?: string): string {
    const arn = `arn:aws:lambda:${region}:${this.accountId}:function:${name}`;
    return qualifier === undefined ? arn : `${arn}:${qualifier}`;
  }

  list(region: string): FunctionRecord[] {
    return this.functions.list(region);
  }

  find(region: string, name: string): FunctionRecord | undefined {
    return this.functions.get(region, name);
  }

  /** `functionName` as AWS takes it: name or ARN. Its qualifier, if it has one, is left aside. */
  get(region: string, functionName: string): FunctionRecord {
    return this.locate(region, functionName).record;
  }

  /** The function, and the qualifier from the name or beside it. */
  locate(region: string, functionName: string, beside?: string): Located {
    const { name, qualifier: inName } = parseFunctionName(functionName, region);
    const qualifier = oneQualifier(inName, beside);
    const record = this.find(region, name) ?? this.missing(region, name, qualifier);
    return { record, ...(qualifier !== undefined && { qualifier }) };
  }

  /** The version that a call of this name and qualifier runs. */
  resolve(region: string, functionName: string, beside?: string): ResolvedFunction {
    const located = this.locate(region, functionName, beside);
    const { record, qualifier } = located;
    const version = findVersion(record, qualifier ?? LATEST) ?? this.missing(region, record.name, qualifier);
    return { ...located, version, arn: this.arn(region, record.name, qualifier) };
  }

  /** Revision ids of all versions there are. */
  revisions(region: string, name: string): ReadonlySet<string> {
    const record = this.find(region, name);
    const versions = record ? [record.latest, ...record.published] : [];
    return new Set(versions.map(({ revisionId }) => revisionId));
  }

  put(region: string, record: FunctionRecord): void {
    this.functions.put(region, record.name, record);
  }

  change(region: string, record: FunctionRecord, change: Partial<FunctionRecord>): FunctionRecord {
    const changed = { ...record, ...change };
    this.put(region, changed);
    return changed;
  }

  /** A new state of `$LATEST`. Its time moves on every update: deploy tools compare it with that of the artifact. */
  update(region: string, record: FunctionRecord, change: Partial<FunctionVersion>): FunctionRecord {
    const { latest } = record;
    const lastModified = Math.max(Date.now(), latest.lastModified + 1);
    return this.change(region, record, {
      latest: { ...latest, ...change, lastModified, revisionId: randomUUID() },
    });
  }

  delete(region: string, name: string): void {
    this.functions.delete(region, name);
  }

  private missing(region: string, name: string, qualifier?: string): never {
    throw notFound(`Function not found: ${this.arn(region, name, qualifier)}`);
  }
}

function oneQualifier(inName: string | undefined, separate: string | undefined): string | undefined {
  if (inName !== undefined && separate !== undefined && inName !== separate) {
    throw invalidParameter(
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  return separate ?? inName;
}

function findVersion(record: FunctionRecord, qualifier: string): FunctionVersion | undefined {
  if (qualifier === LATEST) return record.latest;
  const alias = record.aliases.find(({ Name }) => Name === qualifier);
  const wanted = alias ? pickVersion(alias) : qualifier;
  if (wanted === LATEST) return record.latest;
  return record.published.find(({ version }) => version === wanted);
}

/** Draws one of the versions an alias spreads its invocations over. */
function pickVersion({ FunctionVersion, weights }: Alias): string {
  let draw = Math.random();
  for (const [version, weight] of Object.entries(weights)) {
    if (draw < weight) return version;
    draw -= weight;
  }
  return FunctionVersion;
}
