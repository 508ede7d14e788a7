import { join } from 'node:path';
import type { ConnectConfig } from 'ssh2';
import type { DockerAddress } from './docker';
import type { DockerPlaces } from './dockerPlaces';
import { DockerProblemError } from './dockerProblem';
import { type HostKey, knownKeys, signatureAlgorithms } from './knownHosts';

/**
 * How to log in at an ssh host: with the keys of the ssh agent, and only at a host that is known. Rejects with a
 * `DockerProblemError` when either is missing.
 */
export const sshOptions = async (
  places: DockerPlaces,
  address: DockerAddress,
  readyTimeout: number,
): Promise<ConnectConfig> => {
  const { hostname, port, username } = new URL(address.host);
  const agent = places.env.SSH_AUTH_SOCK || (places.platform === 'win32' ? windowsAgent : undefined);
  if (!agent) {
    throw new DockerProblemError(
      'unreachable',
      `${address.host} (${address.source}) needs an ssh agent, and SSH_AUTH_SOCK names none. ` +
        'Start ssh-agent and add your key with `ssh-add`.',
    );
  }
  const keys = await keysOf(places, address);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 22),
    username: decodeURIComponent(username) || places.env.USER || places.env.USERNAME || 'root',
    agent,
    readyTimeout,
    // So that a connection that broke without a word is noticed.
    keepaliveInterval: 10_000,
    algorithms: { serverHostKey: [...signatureAlgorithms(keys)] as never },
    hostVerifier: (shown: Buffer) => keys.some(({ key }) => key === shown.toString('base64')),
  };
};

/** That of the OpenSSH which is part of Windows. */
const windowsAgent = '\\\\.\\pipe\\openssh-ssh-agent';

const keysOf = async (places: DockerPlaces, { host, source }: DockerAddress): Promise<readonly HostKey[]> => {
  const { hostname, port, username } = new URL(host);
  const name = hostname.replace(/^\[|\]$/g, '');
  const files = [join(places.home, '.ssh', 'known_hosts'), '/etc/ssh/ssh_known_hosts'];
  const texts = await Promise.all(files.map((file) => places.read(file)));
  const keys = texts.flatMap((text) => knownKeys(text?.toString() ?? '', name, Number(port || 22)));
  if (keys.length > 0) return keys;
  const target = `${port ? `-p ${port} ` : ''}${username ? `${username}@` : ''}${name}`;
  throw new DockerProblemError(
    'unreachable',
    `The ssh host of ${host} (${source}) is not known yet. Run \`ssh ${target}\` once and accept its key. ` +
      'Names from ~/.ssh/config are not read: write user, host and port into the address.',
  );
};
