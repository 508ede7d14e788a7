import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startFakeLocalStack } from '../../../test/support/fakeLocalStack/startFakeLocalStack';
import { withFolder } from '../../../test/support/withFolder.mjs';
import { makeCertificate } from '../http/makeCertificate';

/** An emulator behind TLS, its certificate in a file. */
const withSecureEmulator = (work: (endpoint: string, ca: string) => Promise<void>) =>
  withFolder(async (folder) => {
    const { cert, key } = makeCertificate({ host: 'localhost' });
    const ca = join(folder, 'ca.pem');
    await writeFile(ca, cert);
    const emulator = await startFakeLocalStack({ persona: 'unlicensed' });
    const server = createServer({ cert, key }, (message, response) => {
      const { method, url: path, headers } = message;
      const sent = request({ port: emulator.port, host: '127.0.0.1', method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      message.pipe(sent);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      await work(`https://localhost:${(server.address() as AddressInfo).port}`, ca);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
    }
  });

/** Attaches in a process of its own, which trusts what the environment says, and gives what came of it. */
const attach = async (endpoint: string, env: NodeJS.ProcessEnv): Promise<Record<string, unknown>> => {
  const from = (file: string) => JSON.stringify(join(import.meta.dirname, file));
  const script = `
    require('tsx/cjs');
    const { ExternalEngine } = require(${from('externalEngine.ts')});
    const settings = () => ({ gateway: true, port: { preferred: 0, whenEmulator: 'avoid' }, regions: ['us-east-1'] });
    const engine = new ExternalEngine({
      endpoint: ${JSON.stringify(endpoint)},
      gateway: { enginePath: ${from('sourceEngine.mjs')}, settings },
    });
    const main = async () => {
      await engine.start().catch(() => {});
      const { state, endpoint, upstream, reason } = engine.current;
      const through = endpoint && (await fetch(endpoint + '/_chaos/capabilities').then((answer) => answer.json()));
      await engine.stop();
      console.log(JSON.stringify({ state, upstream: upstream?.endpoint, reason, reachable: through?.upstream?.reachable }));
    };
    main().catch((error) => { console.error(error); process.exit(1); });
  `;
  const child = spawn(process.execPath, ['--eval', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout));
};

describe('ExternalEngine behind TLS', function () {
  this.timeout(60_000);

  it('says how a self-signed certificate is trusted, and works with the gateway once it is', () =>
    withSecureEmulator(async (endpoint, ca) => {
      const { state, reason } = await attach(endpoint, {});
      assert.equal(state, 'failed');
      assert.match(String(reason), /is self-signed and not trusted here: put .* into NODE_EXTRA_CA_CERTS/);
      assert.deepEqual(await attach(endpoint, { NODE_EXTRA_CA_CERTS: ca }), {
        state: 'ready',
        upstream: endpoint,
        reachable: true,
      });
    }));
});
