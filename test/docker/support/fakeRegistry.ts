import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { tarFile } from './tarFile';

interface Blob {
  readonly digest: string;
  readonly bytes: Buffer;
}

const blobOf = (bytes: Buffer): Blob => ({ bytes, digest: digestOf(bytes) });
const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/**
 * A registry with one image that nobody has yet: its layers are random bytes
 * (https://distribution.github.io/distribution/spec/api/). Docker trusts it, being on 127.0.0.1.
 */
export class FakeRegistry {
  /** Answers every request with this status and code of error, as registries do. */
  refusal: { readonly status: number; readonly code: string } | undefined;
  /** `user:password` that it asks for. */
  login: string | undefined;
  /** From here on a layer only trickles, until `hurry`: Docker must go on reading to notice that nobody waits. */
  slowAfterBytes = Number.POSITIVE_INFINITY;
  /** Blobs that are being sent. */
  sending = 0;
  /** What was asked for: `GET /v2/…`. */
  readonly requests: string[] = [];
  /** Bytes of the layers, compressed, as they are sent. */
  readonly layerBytes: number;

  private readonly server: Server;
  private readonly manifest: Blob;
  private readonly blobs: ReadonlyMap<string, Blob>;

  private constructor(layers: readonly number[]) {
    const tars = layers.map((size, i) => tarFile(`layer-${i}`, randomBytes(size)));
    const packed = tars.map((tar) => blobOf(gzipSync(tar)));
    const config = blobOf(Buffer.from(JSON.stringify(configOf(tars.map(digestOf)))));
    this.layerBytes = packed.reduce((sum, { bytes }) => sum + bytes.length, 0);
    this.manifest = blobOf(Buffer.from(JSON.stringify(manifestOf(config, packed))));
    this.blobs = new Map([config, ...packed].map((blob) => [blob.digest, blob]));
    this.server = createServer((request, response) => this.answer(request, response));
  }

  /** `layers`: their sizes in bytes. */
  static async start(layers: readonly number[]): Promise<FakeRegistry> {
    const registry = new FakeRegistry(layers);
    registry.server.listen(0, '127.0.0.1');
    await once(registry.server, 'listening');
    return registry;
  }

  /** `127.0.0.1:40123`. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The image, by a name that no other test has. */
  get image(): string {
    return `${this.host}/chaos-lab-test/pulled:${this.manifest.digest.slice(7, 19)}`;
  }

  /** Sends the rest at once. */
  hurry(): void {
    this.slowAfterBytes = Number.POSITIVE_INFINITY;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = '', headers } = request;
    this.requests.push(`${method} ${url}`);
    response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
    const isIn = !this.login || headers.authorization === basic(this.login);
    if (!isIn) response.setHeader('WWW-Authenticate', 'Basic realm="test"');
    const blob = this.blobs.get(url.split('/blobs/')[1] ?? '');
    if (!isIn) refuse(response, 401, 'UNAUTHORIZED');
    else if (url === '/v2/') response.end('{}');
    else if (this.refusal) refuse(response, this.refusal.status, this.refusal.code);
    else if (url.includes('/manifests/')) this.sendManifest(request, response);
    else if (blob) void this.sendBlob(blob, response);
    else refuse(response, 404, 'BLOB_UNKNOWN');
  }

  private sendManifest({ method }: IncomingMessage, response: ServerResponse): void {
    const { bytes, digest } = this.manifest;
    response.setHeader('Content-Type', manifestType);
    response.setHeader('Docker-Content-Digest', digest);
    response.setHeader('Content-Length', bytes.length);
    response.end(method === 'HEAD' ? undefined : bytes);
  }

  private async sendBlob({ bytes }: Blob, response: ServerResponse): Promise<void> {
    this.sending++;
    response.once('close', () => this.sending--);
    response.setHeader('Content-Length', bytes.length);
    let sent = 0;
    for (; this.slowAfterBytes < bytes.length && sent < bytes.length && !response.closed; await pause(10)) {
      const end = sent < this.slowAfterBytes ? this.slowAfterBytes : sent + 256;
      response.write(bytes.subarray(sent, end));
      sent = end;
    }
    response.end(bytes.subarray(sent));
  }
}

const basic = (login: string): string => `Basic ${Buffer.from(login).toString('base64')}`;

/** Runs `work` with a registry, and takes it down. */
export async function withRegistry<T>(
  layers: readonly number[],
  work: (registry: FakeRegistry) => Promise<T>,
): Promise<T> {
  const registry = await FakeRegistry.start(layers);
  try {
    return await work(registry);
  } finally {
    await registry.stop();
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ errors: [{ code, message: code.toLowerCase().replaceAll('_', ' ') }] }));
}

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';

const manifestOf = (config: Blob, layers: readonly Blob[]) => ({
  schemaVersion: 2,
  mediaType: manifestType,
  config: {
    mediaType: 'application/vnd.docker.container.image.v1+json',
    size: config.bytes.length,
    digest: config.digest,
  },
  layers: layers.map(({ bytes, digest }) => ({
    mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
    size: bytes.length,
    digest,
  })),
});

const configOf = (diffIds: readonly string[]) => ({
  architecture: process.arch === 'x64' ? 'amd64' : process.arch,
  os: 'linux',
  config: { Cmd: ['/layer-0'], Labels: { 'chaos-lab-image': 'test' } },
  rootfs: { type: 'layers', diff_ids: diffIds },
});
