import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { buildIfStale } from '../../scripts/lib/buildExtension.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { createProgress } from '../../scripts/lib/progress.mjs';
import { chromiumFlags, findChromium } from '../../scripts/vscode/findChromium.mjs';
import type { HostMessage, LabRequest, LabState, PageMessage } from '../../src/views/lab/protocol';
import { until } from './until';

/** The page of the lab panel with the test in the host's place. */
export class LonePage {
  readonly messages: PageMessage[] = [];
  readonly errors: string[] = [];

  constructor(readonly page: Page) {}

  async send(message: HostMessage): Promise<void> {
    await this.page.evaluate(`globalThis.postMessage(${JSON.stringify(message)}, '*')`);
  }

  /** Waits for a request of this kind, and takes it off the list. */
  async asked<K extends LabRequest['kind']>(kind: K): Promise<Asked<K>> {
    return until(async () => {
      const at = this.messages.findIndex(
        (message) => message.type === 'request' && message.request.kind === kind,
      );
      return at < 0 ? undefined : (this.messages.splice(at, 1)[0] as unknown as Asked<K>);
    });
  }
}

interface Asked<K extends LabRequest['kind']> {
  readonly id: number;
  readonly request: Extract<LabRequest, { kind: K }>;
}

const html = `<!DOCTYPE html><html lang="en"><head><title>Lab</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'nonce-n'">
<link rel="stylesheet" href="/lab.css"></head>
<body class="vscode-dark"><script nonce="n" src="/lab.js"></script></body></html>`;

const origin = 'http://lab.test';

/** Opens the page in a browser of its own, answers its `ready` with `state`, and ends the browser afterwards. */
export const withLabPage = async (state: LabState, use: (lab: LonePage) => Promise<void>): Promise<void> => {
  await buildIfStale(createProgress(process.stderr));
  const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.setDefaultTimeout(10_000);
    const lab = new LonePage(page);
    page.on('pageerror', (error) => lab.errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && lab.errors.push(message.text()));
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname;
      if (name === '/') return route.fulfill({ body: html, contentType: 'text/html' });
      const body = await readFile(join(root, 'dist', 'lab', name)).catch(() => undefined);
      return body ? route.fulfill({ body, contentType: types[name.slice(-3)] ?? '' }) : route.abort();
    });
    await page.exposeFunction('toHost', (message: PageMessage) => lab.messages.push(message));
    await page.addInitScript(
      'globalThis.acquireVsCodeApi = () => ({ postMessage: (m) => void toHost(m), getState() {}, setState() {} })',
    );
    await page.goto(origin);
    await until(async () => lab.messages.shift()?.type === 'ready' || undefined);
    await lab.send({ type: 'state', state });
    await use(lab);
  } finally {
    await browser.close();
  }
};

const types: Readonly<Record<string, string>> = { css: 'text/css', '.js': 'text/javascript' };
