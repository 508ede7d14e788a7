/** The wire protocols AWS services speak, named as in the Smithy specifications. */
export type Protocol = 'query' | 'ec2' | 'json-1.0' | 'json-1.1' | 'rest-json' | 'rest-xml' | 'rpc-v2-cbor';

/** What the Chaos API matches on. */
export interface CallIdentity {
  /** botocore's client name: `lambda`, `apigateway`, `stepfunctions`, … */
  readonly service: string;
  /** As AWS names it: `GetFunction`. */
  readonly operation: string;
  readonly region: string;
}

/** An AWS API call that was recognised in a raw request. */
export interface AwsCall extends CallIdentity {
  readonly protocol: Protocol;
  /** Path labels of a REST operation by member name, percent-decoded: `{ restApiId: 'a1b2' }`. */
  readonly labels: Readonly<Record<string, string>>;
}
