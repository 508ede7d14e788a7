import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { temporaryFolder } from '../../../test/support/temporaryFolder';
import { withEngineProcess } from '../../cli/engine/engineInTest';
import { withEngine } from '../../cli/engine/withEngine';
import { makeCertificate } from '../../core/http/makeCertificate';
import { listening } from './withUpstream.fixture';

/** An emulator behind TLS, whose certificate is for `localhost`; it answers with the name that it was asked by. */
async function withSecureUpstream(work: (url: string, cert: string) => Promise<void>): Promise<void> {
  const certificate = makeCertificate({ host: 'localhost' });
  const server = createServer(certificate, ({ headers }, response) => response.end(headers.host));
  const { port } = new URL(await listening(server));
  try {
    await work(`https://localhost:${port}`, certificate.cert);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('an upstream behind TLS', function () {
  this.timeout(30_000);

  it('is refused in a sentence that says how to trust it', () =>
    withSecureUpstream((upstream) =>
      withEngine({ upstream }, async ({ url }) => {
        const answer = await fetch(`${url}/x`);
        assert.equal(answer.status, 502);
        const { message } = (await answer.json()) as { message: string };
        assert.match(
          message,
          /^The certificate of https:\/\/localhost:\d+ is not trusted .*NODE_EXTRA_CA_CERTS/,
        );
      }),
    ));

  it('is trusted with NODE_EXTRA_CA_CERTS, whatever Host the client sends', () =>
    withSecureUpstream(async (upstream, cert) => {
      const file = join(await temporaryFolder('ca'), 'ca.pem');
      await writeFile(file, cert);
      await withEngineProcess(
        ['--port', '0', '--upstream', upstream, '--regions', 'us-east-1'],
        async ({ ready }) => {
          const url = await ready;
          const answer = await fetch(`${url}/x`);
          assert.deepEqual([answer.status, await answer.text()], [200, new URL(url).host]);
        },
        { NODE_EXTRA_CA_CERTS: file },
      );
    }));

  it('is told from one that does not speak TLS, and the other way round', async () => {
    const messageFrom = (upstream: string) =>
      withEngine({ upstream }, async ({ url }) => {
        const { message } = (await (await fetch(`${url}/x`)).json()) as { message: string };
        return message;
      });
    await withEngine({}, async ({ port }) =>
      assert.match(await messageFrom(`https://localhost:${port}`), /does not speak HTTPS .*--upstream\.$/),
    );
  });
});
