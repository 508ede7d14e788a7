import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { clientsFolder } from '../../scripts/lib/installClients.mjs';
import { clientNameOf } from '../../scripts/routes/clientNames.mjs';
import type { Protocol } from '../../src/aws/awsCall';

/** Resolves packages of test/clients, not those of the repository. */
export const clientsRequire = createRequire(join(clientsFolder, 'package.json'));

/** An operation as its schema tells it: `[9, namespace, name, traits, input, output]`. */
export type OperationSchema = readonly [9, string, string, { readonly http?: unknown }, unknown, unknown];

/** The parts of an SDK client that the tests need. */
export interface SdkClient {
  // biome-ignore lint/suspicious/noExplicitAny: each client has input and output types of its own.
  send(command: any): Promise<unknown>;
  readonly config: {
    requestHandler: unknown;
    readonly serviceId: string;
    readonly protocol: unknown;
  };
}

export interface SdkPackage {
  readonly name: string;
  /** botocore's client name. */
  readonly service: string;
  readonly protocol: Protocol;
  readonly operations: readonly OperationSchema[];
  client(options?: object): SdkClient;
  command(operation: string, input: object): unknown;
}

const settings = {
  // A name: some operations put an account before it.
  endpoint: 'http://localhost:4566',
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  token: { token: 'test' },
  maxAttempts: 1,
  forcePathStyle: true,
};

/** Every SDK client that is installed. */
export function sdkPackages(): SdkPackage[] {
  const { dependencies } = JSON.parse(readFileSync(join(clientsFolder, 'package.json'), 'utf8'));
  return Object.keys(dependencies)
    .filter((name) => name.startsWith('@aws-sdk/client-'))
    .map(readPackage);
}

function readPackage(name: string): SdkPackage {
  const sdk: Record<string, unknown> = clientsRequire(name);
  const Client = classOf(sdk);
  const client = (options: object = {}) => new Client({ ...settings, ...options });
  const { serviceId, protocol } = client().config;
  return {
    name,
    service: clientNameOf(serviceId),
    protocol: protocolOf(protocol),
    operations: Object.values(sdk).filter(isOperation),
    client,
    command: (operation, input) => {
      const Command = sdk[`${operation}Command`] as new (input: object) => unknown;
      return new Command(input);
    },
  };
}

function classOf(sdk: Record<string, unknown>): new (options: object) => SdkClient {
  const [, Client] =
    Object.entries(sdk).find(([name]) => /\wClient$/.test(name) && name !== '__Client') ?? [];
  return Client as new (
    options: object,
  ) => SdkClient;
}

const isOperation = (shape: unknown): shape is OperationSchema => Array.isArray(shape) && shape[0] === 9;

const protocols: Readonly<Record<string, Protocol>> = {
  AwsEc2QueryProtocol: 'ec2',
  AwsJson1_0Protocol: 'json-1.0',
  AwsJson1_1Protocol: 'json-1.1',
  AwsQueryProtocol: 'query',
  AwsRestJsonProtocol: 'rest-json',
  AwsRestXmlProtocol: 'rest-xml',
  AwsSmithyRpcV2CborProtocol: 'rpc-v2-cbor',
  S3RestXmlProtocol: 'rest-xml',
};

/** The class of the client's protocol, or one of it. */
function protocolOf(protocol: unknown): Protocol {
  const { name } = typeof protocol === 'function' ? protocol : (protocol as object).constructor;
  const known = protocols[name];
  if (known === undefined) throw new Error(`The protocol ${name} has no name here.`);
  return known;
}
