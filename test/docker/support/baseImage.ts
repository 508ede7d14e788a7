import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type Dockerode from 'dockerode';
import { runCommand } from '../../../scripts/lib/runCommand.mjs';
import { imageLabel, imageOf } from './imageOf';
import { finished } from './testDocker';

/**
 * A base for the engine's image that nothing has to be pulled for: the Node.js that runs this, the libraries it is
 * linked with, and the few files that a resolver of names wants. There is no shell in it. `CHAOS_LAB_TEST_BASE` names
 * an image to take instead, which is needed where Docker's machine is not this one's.
 */
export async function baseImage(): Promise<string> {
  const given = process.env.CHAOS_LAB_TEST_BASE;
  if (given) return given;
  const node = process.execPath;
  const { size, mtimeMs } = await stat(node);
  const libraries = await librariesOf(node);
  const inputs = [node, String(size), String(mtimeMs), ...libraries, JSON.stringify(files)];
  return imageOf('base', inputs, (docker, tag) => importBase(docker, tag, node, libraries));
}

const files: Readonly<Record<string, string>> = {
  'etc/passwd': 'root:x:0:0::/:/none\nnode:x:1000:1000::/tmp:/none\n',
  'etc/group': 'root:x:0:\nnode:x:1000:\n',
  'etc/nsswitch.conf': 'hosts: files dns\n',
};

/** The loader and what is linked; what resolves names is loaded on use by an older libc. */
async function librariesOf(program: string): Promise<readonly string[]> {
  const linked = [...(await runCommand('ldd', [program])).matchAll(/(\/\S+) \(0x/g)].map(
    ([, file = '']) => file,
  );
  const folder = dirname(linked.find((file) => /\/libc\.so/.test(file)) ?? '/lib/libc.so');
  const resolvers = (await readdir(folder)).filter((name) =>
    /^lib(nss_dns|nss_files|resolv)\.so\.\d$/.test(name),
  );
  return [...linked, ...resolvers.map((name) => join(folder, name))];
}

async function importBase(
  docker: Dockerode,
  tag: string,
  node: string,
  libraries: readonly string[],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-lab-base-'));
  try {
    await fill(folder, node, libraries);
    const tar = spawn('tar', ['-C', folder, '--owner=0', '--group=0', '-c', '.'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(tar, 'close');
    const [repo, version] = tag.split(':');
    const changes = `ENV PATH=/usr/local/bin\nLABEL ${imageLabel}=test\nCMD ["node"]`;
    // The types know files only by name; the client itself takes a stream as well.
    const options = { repo, tag: version, changes };
    await finished(docker, await docker.importImage(tar.stdout as unknown as string, options));
    await ended;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill(folder: string, node: string, libraries: readonly string[]): Promise<void> {
  const put = async (from: string, to: string) => {
    await mkdir(dirname(join(folder, to)), { recursive: true });
    await copyFile(from, join(folder, to));
  };
  await put(node, 'usr/local/bin/node');
  for (const library of libraries) await put(library, library);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await mkdir(join(folder, 'tmp'));
  await chmod(join(folder, 'tmp'), 0o1777);
}
