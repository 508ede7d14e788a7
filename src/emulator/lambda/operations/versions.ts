import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../../service';
import { codeSha256 } from '../codeInput';
import { describeConfiguration } from '../configuration';
import { requiredField, textField } from '../fields';
import type { FunctionRecord, FunctionVersion } from '../functionRecord';
import type { FunctionTable } from '../functionTable';
import { invalidParameter, staleRevision } from '../lambdaErrors';
import { pageOf } from '../paging';
import type { LambdaParts } from '../parts';

const PAGE_SIZE = 50;

/** Published versions: what `$LATEST` was at a moment, never changed again. */
export const versions = ({ table }: LambdaParts): Record<string, Operation> => ({
  PublishVersion: (input, { region }) => {
    const record = table.get(region, requiredField(input, 'FunctionName'));
    checkExpectation(record.latest, textField(input, 'CodeSha256'), textField(input, 'RevisionId'));
    const version = publish(table, region, record, textField(input, 'Description'));
    return { status: 201, body: describeConfiguration(table, region, record, version) };
  },
  ListVersionsByFunction: (input, { region }) => {
    const record = table.get(region, requiredField(input, 'FunctionName'));
    const { items, NextMarker } = pageOf(
      [record.latest, ...record.published],
      input,
      PAGE_SIZE,
      ({ version }) => version,
    );
    const Versions = items.map((version) =>
      describeConfiguration(table, region, record, version, version.version),
    );
    return { body: { Versions, ...(NextMarker !== undefined && { NextMarker }) } };
  },
});

function checkExpectation({ code, revisionId }: FunctionVersion, sha256?: string, revision?: string): void {
  const actual = codeSha256(code);
  if (sha256 !== undefined && sha256 !== actual) {
    throw invalidParameter(
      `CodeSHA256 (${sha256}) is different from current CodeSHA256 in $LATEST (${actual}). ` +
        'Please try again with the CodeSHA256 in $LATEST.',
    );
  }
  if (revision !== undefined && revision !== revisionId) throw staleRevision();
}

/** A new version of what `$LATEST` is now; the last one when nothing has changed since. */
export function publish(
  table: FunctionTable,
  region: string,
  record: FunctionRecord,
  description?: string,
): FunctionVersion {
  const { code, settings, lastModified } = record.latest;
  const snapshot = { ...settings, Description: description ?? settings.Description };
  const last = record.published.at(-1);
  if (last && isDeepStrictEqual([last.code, undescribed(last)], [code, undescribed(record.latest)]))
    return last;
  const version = String(record.nextVersion);
  const published = { version, settings: snapshot, code, lastModified, revisionId: randomUUID() };
  table.change(region, record, {
    published: [...record.published, published],
    nextVersion: record.nextVersion + 1,
  });
  return published;
}

/** The description of a version may be its own. */
const undescribed = ({ settings }: FunctionVersion) => ({ ...settings, Description: '' });
