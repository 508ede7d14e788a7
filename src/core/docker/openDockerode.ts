import type Dockerode from 'dockerode';
import type { DockerAddress } from './docker';
import { dockerodeOptions } from './dockerodeOptions';
import type { DockerPlaces } from './dockerPlaces';
import { sshAgent } from './sshAgent';
import { sshOptions } from './sshOptions';

/** A client for the address; nothing is asked yet. Loads dockerode, which is slow: call it when Docker is needed. */
export const openDockerode = async (
  places: DockerPlaces,
  address: DockerAddress,
  timeoutMs: number,
): Promise<Dockerode> => {
  const ssh = address.host.startsWith('ssh:') ? await sshOptions(places, address, timeoutMs) : undefined;
  const { Dockerode, SshClient } = await import('./dockerode');
  const options = dockerodeOptions(address, ssh && sshAgent(SshClient, ssh));
  return withoutEnvironment(() => new Dockerode(options));
};

/** What dockerode would read, and fail over: a broken `DOCKER_HOST`, certificates that belong to another host. */
const names = ['DOCKER_HOST', 'DOCKER_CERT_PATH', 'DOCKER_TLS_VERIFY', 'DOCKER_CLIENT_TIMEOUT'];

/** Synchronous, so that nobody else sees the gap. */
const withoutEnvironment = <T>(make: () => T): T => {
  const kept = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  for (const [name] of kept) delete process.env[name];
  try {
    return make();
  } finally {
    for (const [name, value] of kept) process.env[name] = value;
  }
};
