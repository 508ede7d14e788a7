import assert from 'node:assert/strict';
import { cbor } from '@smithy/core/cbor';
import type { AwsCall, Protocol } from '../awsCall';
import { isAwsError } from '../awsError';
import type { HttpRequest } from '../http';
import { parseInput } from './parseInput';

interface Sent {
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly labels?: Record<string, string>;
}

const parse = (protocol: Protocol, service: string, operation: string, sent: Sent) => {
  const { query, headers = {}, body = '', labels = {} } = sent;
  const call: AwsCall = { protocol, service, operation, region: 'us-east-1', labels };
  const request: HttpRequest = {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(query),
    headers,
    rawHeaders: [],
    body: Buffer.from(body),
    sourceIp: '127.0.0.1',
  };
  return parseInput(call, request);
};

const form = (body: string) => parse('query', 'cloudformation', 'CreateStack', { body });

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    assert.ok(isAwsError(error), String(error));
    return `${error.status} ${error.code}`;
  }
  return 'taken';
};

describe('reading a query request', () => {
  it('nests members, lists in the order of their numbers, and maps', () => {
    const input = form(
      'Action=CreateStack&Version=2010-05-15&StackName=s' +
        '&Parameters.member.10.ParameterKey=k10&Parameters.member.2.ParameterKey=k2' +
        '&Capabilities.member.1=CAPABILITY_IAM' +
        '&Attributes.entry.1.key=a&Attributes.entry.1.value=b%26c' +
        '&Tag.1.Key=t&Config.Deep.Value=1',
    );
    assert.deepEqual(input, {
      StackName: 's',
      Parameters: [{ ParameterKey: 'k2' }, { ParameterKey: 'k10' }],
      Capabilities: ['CAPABILITY_IAM'],
      Attributes: { a: 'b&c' },
      Tag: [{ Key: 't' }],
      Config: { Deep: { Value: '1' } },
    });
  });

  it('reads the query of a GET', () => {
    const input = parse('query', 'sts', 'GetCallerIdentity', {
      query: 'Action=GetCallerIdentity&A.member.1=x',
    });
    assert.deepEqual(input, { A: ['x'] });
  });

  it('keeps a structure whose member is called member, and names of prototypes', () => {
    assert.deepEqual(form('A.member=1'), { A: { member: '1' } });
    assert.deepEqual(Object.keys(form('__proto__.x=1&constructor=2')), ['__proto__', 'constructor']);
    assert.equal(Reflect.get({}, 'x'), undefined);
  });

  it('refuses what contradicts itself or nests without end', () => {
    assert.equal(
      refusal(() => form('A=1&A.B=2')),
      '400 MalformedQueryString',
    );
    assert.equal(
      refusal(() => form('A.B=2&A=1')),
      '400 MalformedQueryString',
    );
    assert.equal(
      refusal(() => form(`${'a.'.repeat(100_000)}a=1`)),
      '400 MalformedQueryString',
    );
  });
});

describe('reading a JSON request', () => {
  it('takes the members of the body, none when there is no body', () => {
    assert.deepEqual(parse('json-1.1', 'acm', 'X', { body: '{"a":[1,null]}' }), { a: [1, null] });
    assert.deepEqual(parse('json-1.0', 'acm', 'X', {}), {});
  });

  for (const body of ['{', '[]', 'null', '"a"', '\0', '{"a":1}}', '['.repeat(200_000)]) {
    it(`refuses ${JSON.stringify(body.slice(0, 20))}`, () => {
      assert.equal(
        refusal(() => parse('json-1.1', 'acm', 'X', { body })),
        '400 SerializationException',
      );
      assert.equal(
        refusal(() => parse('rest-json', 'lambda', 'CreateFunction', { body })),
        '400 SerializationException',
      );
    });
  }
});

describe('reading a REST request', () => {
  it('merges labels, query and body by member name and type', () => {
    const input = parse('rest-json', 'apigateway', 'GetResources', {
      labels: { restApiId: 'a' },
      query: 'embed=methods&embed=other&limit=500&unknown=1',
      headers: { accept: 'application/json' },
    });
    assert.deepEqual(input, { restApiId: 'a', embed: ['methods', 'other'], limit: 500 });
  });

  it('lets the path win over the body', () => {
    const sent = { labels: { restApiId: 'path' }, body: '{"restApiId":"body","stageName":"s"}' };
    const input = parse('rest-json', 'apigateway', 'CreateStage', sent);
    assert.deepEqual(input, { restApiId: 'path', stageName: 's' });
  });

  it('gives members of the body the name of the model, beside a label of the same name', () => {
    const sent = { labels: { httpMethod: 'GET' }, body: '{"httpMethod":"POST","type":"AWS_PROXY"}' };
    assert.deepEqual(parse('rest-json', 'apigateway', 'PutIntegration', sent), {
      httpMethod: 'GET',
      integrationHttpMethod: 'POST',
      type: 'AWS_PROXY',
    });
  });

  it('leaves what is no number as text, for the service to refuse', () => {
    assert.deepEqual(parse('rest-json', 'apigateway', 'GetResources', { query: 'limit=many' }), {
      limit: 'many',
    });
  });

  it('gives a body that is one member as bytes, whatever is in it', () => {
    const input = parse('rest-json', 'lambda', 'Invoke', {
      labels: { FunctionName: 'f' },
      query: 'Qualifier=1',
      headers: { 'x-amz-invocation-type': 'Event' },
      body: 'not JSON',
    });
    assert.deepEqual(input, {
      FunctionName: 'f',
      Qualifier: '1',
      InvocationType: 'Event',
      Payload: Buffer.from('not JSON'),
    });
  });

  it('gathers parameters and headers that have no member of their own', () => {
    const exported = parse('rest-json', 'apigateway', 'GetExport', { query: 'extensions=a&b=c' });
    assert.deepEqual(exported, { parameters: { extensions: 'a', b: 'c' } });
    const headers = { 'x-amz-meta-a': '1', 'x-amz-meta-b': '2', 'content-type': 'text/plain' };
    const put = parse('rest-xml', 's3', 'PutObject', { headers, body: 'x' });
    assert.deepEqual(put, {
      Metadata: { a: '1', b: '2' },
      ContentType: 'text/plain',
      Body: Buffer.from('x'),
    });
  });

  it('reads an XML body under the member that it is', () => {
    const body =
      '<?xml version="1.0"?><Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
      '<Object><Key>a&amp;b</Key></Object><Object><Key>007</Key></Object><Quiet>true</Quiet></Delete>';
    assert.deepEqual(parse('rest-xml', 's3', 'DeleteObjects', { body }), {
      Delete: { Object: [{ Key: 'a&b' }, { Key: '007' }], Quiet: 'true' },
    });
  });

  for (const body of [
    '<a>',
    '<a></b>',
    'text',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a>\0</a',
    '<'.repeat(10_000),
  ]) {
    it(`refuses the XML ${JSON.stringify(body.slice(0, 20))}`, () => {
      assert.equal(
        refusal(() => parse('rest-xml', 's3', 'DeleteObjects', { body })),
        '400 MalformedXML',
      );
    });
  }

  it('takes names on the wire for operations outside the model', () => {
    assert.deepEqual(parse('rest-json', 'iot', 'ListThings', { query: 'maxResults=1', labels: { a: 'b' } }), {
      maxResults: '1',
      a: 'b',
    });
  });
});

describe('reading a CBOR request', () => {
  it('takes the members of the map', () => {
    const body = Buffer.from(cbor.serialize({ Namespace: 'n', Values: [1, 2.5] }));
    assert.deepEqual(parse('rpc-v2-cbor', 'cloudwatch', 'X', { body }), { Namespace: 'n', Values: [1, 2.5] });
  });

  for (const body of ['ff', '9fff', '01', 'a16161', 'bbffffffffffffffff', '5b7fffffffffffffff', 'a1']) {
    it(`refuses ${body}`, () => {
      const bytes = Buffer.from(body, 'hex');
      assert.equal(
        refusal(() => parse('rpc-v2-cbor', 'cloudwatch', 'X', { body: bytes })),
        '400 SerializationException',
      );
    });
  }
});
