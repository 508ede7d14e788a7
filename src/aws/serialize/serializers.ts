import type { Protocol } from '../awsCall';
import { cborSerializer } from './cborSerializer';
import { ec2Serializer } from './ec2Serializer';
import { jsonSerializer } from './jsonSerializer';
import { querySerializer } from './querySerializer';
import { restJsonSerializer } from './restJsonSerializer';
import { restXmlSerializer } from './restXmlSerializer';
import type { Serializer } from './serializer';

/** One serializer per protocol. */
export const serializers: Readonly<Record<Protocol, Serializer>> = {
  query: querySerializer,
  ec2: ec2Serializer,
  'json-1.0': jsonSerializer('application/x-amz-json-1.0'),
  'json-1.1': jsonSerializer('application/x-amz-json-1.1'),
  'rest-json': restJsonSerializer,
  'rest-xml': restXmlSerializer,
  'rpc-v2-cbor': cborSerializer,
};
