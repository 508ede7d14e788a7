import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificate } from '../http/makeCertificate';
import { withFolder } from './fakeTool';

/** Runs `script` in a process that trusts the certificate of the endpoint, if so; gives what it prints. */
const ask = (script: string, { trusting = true } = {}): Promise<string> =>
  withFolder(async (dir) => {
    const certificate = makeCertificate({ host: 'localhost' });
    const file = join(dir, 'ca.pem');
    await writeFile(file, certificate.cert);
    const server = createServer(certificate, ({ headers }, response) =>
      response.end(`asked for ${headers.host}`),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `https://localhost:${(server.address() as AddressInfo).port}`;
    try {
      const args = ['--import', 'tsx', '-e', `void (async () => {${script}})()`, endpoint];
      const env = { ...process.env, ...(trusting ? { NODE_EXTRA_CA_CERTS: file } : {}) };
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: __dirname, env });
      return stdout.trim().replaceAll(endpoint.slice('https://'.length), 'ENDPOINT');
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

const throughRelay = `
  const { startLoopbackRelay } = require('./loopbackRelay.ts');
  const relay = await startLoopbackRelay(process.argv[1]);
  console.log(await (await fetch(relay.url)).text());
  await relay.close();`;

const underDomain = `
  const { sendRequest } = require('../endpoints/sendRequest.ts');
  const { body } = await sendRequest({ method: 'GET', url: process.argv[1] + '/v1', host: 'chaos-example.demo.com' });
  console.log(body);
  process.exit();`;

describe('An endpoint with a certificate of its own authority', function () {
  this.timeout(20_000);

  it('is reached by the tools, which know nothing of the certificate', async () => {
    assert.equal(await ask(throughRelay), 'asked for ENDPOINT');
  });

  it('is not reached unless the authority is trusted; the tools are told what to do', async () => {
    assert.match(
      await ask(throughRelay, { trusting: false }),
      /The certificate of https:\/\/ENDPOINT is self-signed and not trusted here: .*NODE_EXTRA_CA_CERTS/,
    );
  });

  it('answers for a custom domain too, which its certificate does not name', async () => {
    assert.equal(await ask(underDomain), 'asked for chaos-example.demo.com');
  });
});
