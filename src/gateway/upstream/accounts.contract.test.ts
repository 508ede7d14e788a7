import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { withUpstream } from './withUpstream.fixture';

const arn = (account: string) => `arn:aws:lambda:us-east-1:${account}:function:f`;
const uri = (account: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn(account)}/invocations`;

/** An emulator that keeps accounts apart by access key: each has one REST API, `rest{account}`. */
function emulator({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
  const account = /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
  const method = { httpMethod: 'GET', methodIntegration: { type: 'AWS_PROXY', uri: uri(account) } };
  const own = `/restapis/rest${account}`;
  const said: Readonly<Record<string, object>> = {
    '/restapis': { item: [{ id: `rest${account}`, name: 'api' }] },
    [`${own}/resources`]: { item: [{ id: 'r', path: '/', resourceMethods: { GET: method } }] },
    [`${own}/stages`]: { item: [{ stageName: 'local', deploymentId: 'd' }] },
  };
  const answer = said[url.replace(/\?.*$/, '')];
  response.writeHead(answer || account === '' ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer ?? { message: 'none' }));
}

const signedBy = (account: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${account}/20261123/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0`,
});

describe('accounts of the emulator that deploy to one region', () => {
  it('are all known: a fault hits the endpoints of each', () =>
    withUpstream(emulator, async ({ ask }) => {
      const accounts = ['000000000011', '000000000022'];
      for (const account of accounts)
        await ask(
          '/restapis',
          { method: 'POST', headers: { ...signedBy(account), 'content-length': 2 } },
          '{}',
        );
      await ask(
        '/_localstack/chaos/faults',
        { method: 'POST' },
        '[{"service":"lambda","region":"us-east-1"}]',
      );
      for (const [account, status] of [
        ...accounts.map((each) => [each, 502] as const),
        ['none', 200] as const,
      ]) {
        const { response } = await ask(`/_aws/execute-api/rest${account}/local/`);
        assert.equal(response.statusCode, status, account);
      }
    }));
});
