import type { DockerAddress } from './docker';
import { configFolder } from './dockerConfig';
import { chosenContext, defaultContext, readContext, readTls } from './dockerContext';
import type { DockerPlaces } from './dockerPlaces';
import { DockerProblemError } from './dockerProblem';
import { defaultSocket, knownSockets } from './knownSockets';

/** A place to look for Docker. */
export interface DockerCandidate extends DockerAddress {
  /** Somebody chose it: when it does not answer, no other is taken in its place. */
  readonly chosen: boolean;
}

/**
 * Where Docker may be, in the order to try. What somebody chose stands alone: the setting, else `DOCKER_HOST`, else
 * the Docker context; only without a choice the default socket and those of the usual products. Rejects with a
 * `DockerProblemError` when the choice names nothing.
 */
export const findDocker = async (places: DockerPlaces): Promise<readonly DockerCandidate[]> => {
  const choice = await findChosen(places);
  if (choice) return [{ ...choice, chosen: true }];
  const found = [defaultSocket(places), ...(await knownSockets(places))];
  return found.map((address) => ({ ...address, chosen: false }));
};

const findChosen = async (places: DockerPlaces): Promise<DockerAddress | undefined> => {
  if (places.host) return fromHost(places, places.host, 'the setting chaos.docker.host');
  if (places.env.DOCKER_HOST) return fromHost(places, places.env.DOCKER_HOST, 'DOCKER_HOST');
  const context = await chosenContext(places);
  if (!context) return undefined;
  if (context.name !== defaultContext) return readContext(places, context);
  return { ...defaultSocket(places), source: 'the Docker context "default"' };
};

const fromHost = async (places: DockerPlaces, given: string, source: string): Promise<DockerAddress> => {
  const host = normalHost(places, given.trim(), source);
  const { DOCKER_TLS_VERIFY: verify, DOCKER_TLS: encrypt, DOCKER_CERT_PATH: certPath } = places.env;
  if (!/^(tcp|https):/.test(host)) return { host, source };
  if (!verify && !encrypt && !host.startsWith('https:')) return { host, source };
  const tls = await readTls(places, certPath || configFolder(places), !verify && Boolean(encrypt));
  return { host, source, tls: tls ?? {} };
};

/** As the docker CLI reads it: a bare `10.0.0.5:2375` is TCP, a bare path a socket. */
const normalHost = (places: DockerPlaces, given: string, source: string): string => {
  if (/^(unix|npipe):\/\/$/.test(given)) return defaultSocket(places).host;
  const host = given.startsWith('/') ? `unix://${given}` : given.includes('://') ? given : `tcp://${given}`;
  if (/^(unix|npipe):\/\/./.test(host)) return host;
  if (/^(tcp|http|https|ssh):/.test(host) && URL.canParse(host) && hostname(host)) return host;
  throw new DockerProblemError(
    'unreachable',
    `"${given}" (${source}) is no address of a Docker Engine. ` +
      'Write it like unix:///var/run/docker.sock, tcp://10.0.0.5:2376 or ssh://me@box.',
  );
};

/** `URL` knows the host of `tcp:` and `ssh:` addresses only when they are written with two slashes. */
const hostname = (host: string): string => new URL(host).hostname;
