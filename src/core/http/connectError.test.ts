import assert from 'node:assert/strict';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net';
import { isHumanError } from '../errors';
import { ChaosClient } from './chaosClient';
import { connectError } from './connectError';
import { type CertificateWish, makeCertificate } from './makeCertificate';

/** What the client says of a server, asked by this scheme and host. */
const saidOf = async (server: Server, origin: string): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `${origin}:${(server.address() as AddressInfo).port}`;
  try {
    await new ChaosClient(endpoint).getFaults();
    return 'it was answered';
  } catch (error) {
    assert.ok(isHumanError(error) && error.kind === 'unreachable');
    return error.message.replace(endpoint, 'ENDPOINT');
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
};

const secure = (wish: CertificateWish) =>
  createServer(makeCertificate(wish), (_, response) => response.end('[]'));

const trust =
  'put the file of the CA (or the certificate itself) into NODE_EXTRA_CA_CERTS and restart, or add it to the ' +
  "system's trusted certificates.";

describe('connectError', () => {
  it('says what to do about a self-signed certificate', async () => {
    assert.equal(
      await saidOf(secure({ host: 'localhost' }), 'https://localhost'),
      `The certificate of ENDPOINT is self-signed and not trusted here: ${trust}`,
    );
  });

  it('says what to do about an unknown authority', async () => {
    const { privateKey } = makeCertificate({ host: 'Our CA' });
    assert.equal(
      await saidOf(
        secure({ host: 'localhost', issuer: { name: 'Our CA', privateKey } }),
        'https://localhost',
      ),
      `The certificate of ENDPOINT was signed by an authority that is not trusted here: ${trust}`,
    );
  });

  it('tells https from http, both ways', async () => {
    assert.match(
      await saidOf(createPlainServer(), 'https://localhost'),
      /^What answers at ENDPOINT does not speak TLS\. Give the endpoint with http:\/\/ instead\.$/,
    );
    assert.match(
      await saidOf(secure({ host: 'localhost' }), 'http://localhost'),
      /^The connection to ENDPOINT was cut off without an answer\. Check whether it takes https:\/\/ or http:\/\//,
    );
  });

  it('says so when the connection is cut off', async () => {
    const server = createSocketServer((socket) => socket.on('data', () => socket.destroy()));
    assert.match(await saidOf(server, 'http://127.0.0.1'), /was cut off without an answer/);
  });

  const codes: Record<string, RegExp> = {
    ENOTFOUND: /^No host has the name box\. Check the endpoint/,
    EHOSTUNREACH: /^There is no way to https:\/\/box from here/,
    CERT_HAS_EXPIRED: /has expired\. Have it renewed, or check this machine's clock/,
    CERT_NOT_YET_VALID: /is not valid yet/,
    ERR_TLS_CERT_ALTNAME_INVALID: /is for another host name\. Give the endpoint by a name/,
    CERT_REVOKED: /^No secure connection to https:\/\/box came about \(CERT_REVOKED\)/,
    ECONNREFUSED: /^Nothing answers at https:\/\/box\. Start the engine with/,
  };
  for (const [code, expected] of Object.entries(codes)) {
    it(`has a sentence for ${code}, wherever fetch has put it`, () => {
      const cause = Object.assign(new Error('x'), { code });
      const wrapped = new TypeError('fetch failed', { cause: new AggregateError([cause], 'all') });
      assert.match(connectError('https://box', wrapped).message, expected);
      assert.match(connectError('https://box', cause).message, expected);
    });
  }
});
