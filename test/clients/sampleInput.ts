import { Readable } from 'node:stream';
import { clientsRequire, type OperationSchema } from './sdkClients';

/** The part of @smithy/core's reader of schemas that is used here. */
interface Schema {
  getSchema(): unknown;
  getMergedTraits(): Record<string, unknown>;
  getValueSchema(): Schema;
  structIterator(): Iterable<[string, Schema]>;
  isBlobSchema(): boolean;
  isBooleanSchema(): boolean;
  isDocumentSchema(): boolean;
  isListSchema(): boolean;
  isMapSchema(): boolean;
  isNumericSchema(): boolean;
  isStreaming(): boolean;
  isStructSchema(): boolean;
  isTimestampSchema(): boolean;
  isUnionSchema(): boolean;
}

/** What clients check before they send. */
const valid: Readonly<Record<string, string>> = {
  AccountId: '123456789012',
  Bucket: 'my-bucket',
  KvsARN: 'arn:aws:cloudfront::123456789012:key-value-store/a1b2',
  accountId: '123456789012',
};

const LABEL = 'a b/c%2Fd:é+';
const GREEDY_LABEL = 'dir one/é%2F/x+y.json';

/** The smallest input with which the client makes a request: what is required, labels with characters that hurt. */
export function sampleInput([, , , traits, input]: OperationSchema): Record<string, unknown> {
  const { NormalizedSchema } = clientsRequire('@smithy/core/schema');
  const uri = String((traits.http as unknown[] | undefined)?.[1] ?? '');
  return structure(NormalizedSchema.of(input), uri, 0);
}

function structure(schema: Schema, uri: string, depth: number): Record<string, unknown> {
  const members = [...schema.structIterator()];
  const required = (schema.getSchema() as unknown[] | undefined)?.[6] ?? 0;
  const chosen = members.filter(([name, member], index) => {
    const isNeeded = index < Number(required) || member.getMergedTraits().httpLabel !== undefined;
    return isNeeded || (depth === 0 && (member.isStreaming() || name === 'AccountId'));
  });
  return Object.fromEntries(chosen.map(([name, member]) => [name, memberValue(name, member, uri, depth)]));
}

function memberValue(name: string, member: Schema, uri: string, depth: number): unknown {
  const traits = member.getMergedTraits();
  if (member.isStreaming()) return member.isBlobSchema() ? Buffer.from('body') : Readable.from([]);
  if (traits.httpLabel === undefined || isTyped(member)) return value(name, member, depth);
  if (traits.hostLabel !== undefined || valid[name] !== undefined) return valid[name] ?? 'label';
  return uri.includes(`{${name}+}`) ? GREEDY_LABEL : LABEL;
}

const isTyped = (member: Schema): boolean =>
  member.isNumericSchema() || member.isBooleanSchema() || member.isTimestampSchema();

function value(name: string, schema: Schema, depth: number): unknown {
  if (schema.isNumericSchema()) return 1;
  if (schema.isBooleanSchema()) return true;
  if (schema.isTimestampSchema()) return new Date(0);
  if (schema.isBlobSchema()) return Buffer.from('blob');
  if (schema.isDocumentSchema()) return {};
  if (schema.isListSchema()) return depth < 4 ? [value(name, schema.getValueSchema(), depth + 1)] : [];
  if (schema.isMapSchema()) return {};
  if (schema.isUnionSchema()) return union(schema, depth);
  if (schema.isStructSchema()) return structure(schema, '', depth + 1);
  return valid[name] ?? 'sample';
}

function union(schema: Schema, depth: number): Record<string, unknown> {
  const [first] = schema.structIterator();
  return first === undefined || depth > 4 ? {} : { [first[0]]: value(first[0], first[1], depth + 1) };
}
