import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import * as v from 'valibot';
import { type DockerConfig, parseJson, readDockerConfig } from './dockerConfig';
import type { DockerPlaces } from './dockerPlaces';

/** What Docker hands on to a registry. Never log it. */
export type RegistryAuth = Readonly<Record<string, string>>;

/** Docker Hub is stored under an address of its own. */
const hub = 'https://index.docker.io/v1/';

/**
 * What `docker login` stored for a registry, from its credential helper or the docker CLI's configuration; undefined
 * when there is nothing, or the helper does not give it: the registry then says what it wants.
 */
export const registryAuth = async (
  places: DockerPlaces,
  registry: string,
): Promise<RegistryAuth | undefined> => {
  const config = await readDockerConfig(places);
  const server = registry === 'docker.io' ? hub : registry;
  const helper = config.credHelpers[registry] ?? config.credHelpers[server] ?? config.credsStore;
  const stored = helper ? await askHelper(places, helper, server) : undefined;
  return stored ?? fromConfig(config, server);
};

const fromConfig = ({ auths }: DockerConfig, server: string): RegistryAuth | undefined => {
  const host = (name: string) => name.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  const entry = auths[server] ?? Object.entries(auths).find(([name]) => host(name) === host(server))?.[1];
  if (!entry) return undefined;
  if (entry.identitytoken) return { identitytoken: entry.identitytoken, serveraddress: server };
  const pair = Buffer.from(entry.auth, 'base64').toString();
  const colon = pair.indexOf(':');
  const username = colon > 0 ? pair.slice(0, colon) : entry.username;
  const password = colon > 0 ? pair.slice(colon + 1) : entry.password;
  return username ? { username, password, serveraddress: server } : undefined;
};

const answer = v.object({ Username: v.string(), Secret: v.string() });

/** The protocol of https://github.com/docker/docker-credential-helpers. */
const askHelper = async (
  places: DockerPlaces,
  helper: string,
  server: string,
): Promise<RegistryAuth | undefined> => {
  const parsed = v.safeParse(answer, parseJson(await run(places, `docker-credential-${helper}`, server)));
  if (!parsed.success) return undefined;
  const { Username: username, Secret: secret } = parsed.output;
  if (username === '<token>') return { identitytoken: secret, serveraddress: server };
  return { username, password: secret, serveraddress: server };
};

/** Where Docker Desktop puts its helpers, which an editor started from the dock does not have on its PATH. */
const moreFolders = [
  '/usr/local/bin',
  '/opt/homebrew/bin',
  '/Applications/Docker.app/Contents/Resources/bin',
];

const helperTimeoutMs = 10_000;

const run = (places: DockerPlaces, program: string, input: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const folders = [places.env.PATH, join(places.home, '.docker', 'bin'), ...moreFolders];
    const child = spawn(program, ['get'], {
      env: { ...places.env, PATH: folders.filter(Boolean).join(delimiter) },
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: helperTimeoutMs,
      windowsHide: true,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    child.stdin.on('error', () => {}); // it may end without reading
    child.once('error', () => resolve(undefined));
    child.once('close', (code) => resolve(code === 0 ? output : undefined));
    child.stdin.end(input);
  });
