import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from '../../scripts/lib/paths.mjs';
import { chromiumFlags, findChromium } from '../../scripts/vscode/findChromium.mjs';
import { requires } from '../support/requires';
import { withFolder } from '../support/withFolder.mjs';

describe('npm start without a desktop', () => {
  it('serves VS Code with the extension at an address that carries a token, until Ctrl+C', async function () {
    await requires(this, 'vscode', 'chromium');
    await withFolder(async (folder) => {
      const started = start(folder);
      try {
        const url = await printedUrl(started);
        assert.equal((await fetch(url.origin)).status, 403);
        assert.equal(url.searchParams.get('folder'), folder);
        await seeExtension(url);
        started.kill('SIGINT');
        assert.deepEqual(await once(started, 'close'), [0, null]);
        await assert.rejects(fetch(url.origin), 'the server has ended');
      } finally {
        started.kill('SIGKILL');
      }
    });
  });

  it('refuses a folder that is not there, in one sentence', async () => {
    const started = start(join(root, 'no-such-folder'));
    const output = await printed(started);
    assert.match(
      output,
      /no-such-folder is not a folder: name one to open, or none for the sample application\./,
    );
    assert.doesNotMatch(output, /^ +at /m);
    assert.equal(started.exitCode, 2);
  });
});

function start(folder: string): ChildProcess {
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const args = [join(root, 'scripts', 'start.mjs'), folder, '--no-open'];
  return spawn(process.execPath, args, { env: { ...env, SSH_CONNECTION: 'no desktop here' } });
}

/** All it prints until it ends. */
async function printed(started: ChildProcess): Promise<string> {
  let output = '';
  started.stdout?.on('data', (text) => (output += text));
  started.stderr?.on('data', (text) => (output += text));
  await once(started, 'close');
  return output;
}

function printedUrl(started: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    let output = '';
    started.stdout?.on('data', (text) => {
      output += text;
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?\S+/.exec(output);
      if (url) resolve(new URL(url[0]));
    });
    started.once('close', () => reject(new Error(`It ended without an address:\n${output}`)));
  });
}

async function seeExtension(url: URL): Promise<void> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumFlags });
  try {
    const page = await browser.newPage();
    await page.goto(url.href);
    await page.locator('.activitybar a.action-label[aria-label^="Chaos"]').click({ timeout: 60_000 });
    await page.locator('.pane', { hasText: 'Endpoints' }).getByRole('button', { name: 'Deploy' }).waitFor();
  } finally {
    await browser.close();
  }
}
