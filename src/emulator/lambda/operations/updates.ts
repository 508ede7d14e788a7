import type { Input, Operation } from '../../service';
import { readCode, sha256Of } from '../codeInput';
import { describeConfiguration } from '../configuration';
import { flagField, requiredField, textField } from '../fields';
import type { FunctionRecord, FunctionVersion } from '../functionRecord';
import { staleRevision } from '../lambdaErrors';
import type { LambdaParts } from '../parts';
import { changedSettings } from '../settings';
import { publish } from './versions';

/** Changing `$LATEST`. Environments that run what it was are ended. */
export const updates = (parts: LambdaParts): Record<string, Operation> => ({
  UpdateFunctionCode: async (input, { region }) => {
    const zip = await readCode(input, parts.objects);
    const record = currentRecord(parts, input, region);
    const code = { blob: sha256Of(zip), size: zip.length };
    const settings = changedSettings(record.latest.settings, { Architectures: input.Architectures });
    if (flagField(input, 'DryRun')) {
      return {
        body: describeConfiguration(parts.table, region, record, { ...record.latest, settings, code }),
      };
    }
    await parts.blobs.put(zip);
    const changed = update(parts, region, currentRecord(parts, input, region), { settings, code });
    const version = flagField(input, 'Publish') ? publish(parts.table, region, changed) : changed.latest;
    return { body: describeConfiguration(parts.table, region, changed, version) };
  },
  UpdateFunctionConfiguration: (input, { region }) => {
    const record = currentRecord(parts, input, region);
    const changed = update(parts, region, record, {
      settings: changedSettings(record.latest.settings, input),
    });
    return { body: describeConfiguration(parts.table, region, changed, changed.latest) };
  },
});

/** The function an input names, unless its caller knows an older revision of it. */
function currentRecord({ table }: LambdaParts, input: Input, region: string): FunctionRecord {
  const record = table.get(region, requiredField(input, 'FunctionName'));
  const expected = textField(input, 'RevisionId');
  if (expected !== undefined && expected !== record.latest.revisionId) throw staleRevision();
  return record;
}

function update(
  { table, pool }: LambdaParts,
  region: string,
  record: FunctionRecord,
  change: Partial<FunctionVersion>,
): FunctionRecord {
  const changed = table.update(region, record, change);
  pool.retire(table.arn(region, record.name), table.revisions(region, record.name));
  return changed;
}
