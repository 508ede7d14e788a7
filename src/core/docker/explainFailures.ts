import { delimiter, join } from 'node:path';
import { isHumanError, messageOf } from '../errors';
import type { DockerPlaces } from './dockerPlaces';
import { DockerProblemError } from './dockerProblem';
import { isRefusal } from './dockerRefusal';
import type { DockerCandidate } from './findDocker';

export interface FailedCandidate {
  readonly candidate: DockerCandidate;
  readonly error: unknown;
}

/** Why none of the usual places has a Docker that answers. */
export const explainFailures = async (
  places: DockerPlaces,
  failures: readonly FailedCandidate[],
): Promise<DockerProblemError> => {
  const closed = failures.find(({ error }) => isClosed(error));
  if (closed) return noPermission(places, closed.candidate, closed.error);
  // The socket of a Docker that was stopped tells more than the default one, which need not exist.
  const stopped = failures.find(({ error }) => codeOf(error) === 'ECONNREFUSED');
  if (stopped) return notRunning(places, stopped.candidate, stopped.error);
  const strange = failures.find(({ error }) => codeOf(error) !== 'ENOENT');
  if (strange) return unreachable(strange.candidate, strange.error);
  const [first] = failures;
  if (first && (await isInstalled(places))) return notRunning(places, first.candidate, first.error);
  return new DockerProblemError('not-installed', `No Docker was found. ${installStep(places)}`);
};

/** Why the one that was chosen does not answer. */
export const explainFailure = async (
  places: DockerPlaces,
  candidate: DockerCandidate,
  error: unknown,
): Promise<DockerProblemError> => {
  if (isClosed(error)) return noPermission(places, candidate, error);
  const isLocal = /^(unix|npipe):/.test(candidate.host);
  if (isLocal && /^(ENOENT|ECONNREFUSED)$/.test(codeOf(error) ?? '')) {
    return notRunning(places, candidate, error);
  }
  return unreachable(candidate, error);
};

/** The innermost code of an error: `ECONNREFUSED`. */
const codeOf = (error: unknown): string | undefined => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : cause === undefined ? undefined : codeOf(cause);
};

const reasonOf = (error: unknown): string => {
  const { cause } = (error ?? {}) as { cause?: unknown };
  return isHumanError(error) && cause
    ? reasonOf(cause)
    : messageOf(error).split('\n')[0]?.trim() || 'no reason given';
};

const isClosed = (error: unknown): boolean => /^(EACCES|EPERM)$/.test(codeOf(error) ?? '');

const socketOf = (host: string): string => host.replace(/^(unix|npipe):\/\//, '');

const noPermission = async (
  places: DockerPlaces,
  candidate: DockerCandidate,
  cause: unknown,
): Promise<DockerProblemError> => {
  const socket = socketOf(candidate.host);
  const who = `You may not use Docker: ${socket} (${candidate.source}) is closed to you.`;
  return new DockerProblemError('no-permission', `${who} ${await permissionStep(places, socket)}`, { cause });
};

const permissionStep = async (places: DockerPlaces, socket: string): Promise<string> => {
  if (places.platform === 'win32') return 'Join the group "docker-users", then sign out and in again.';
  if (places.platform === 'darwin') return 'Start Docker Desktop as this user.';
  const group = await groupName(places, socket);
  if (!group || group.name === 'root') {
    return 'Only root may: use rootless Docker (https://docs.docker.com/engine/security/rootless/), or ask who set it up.';
  }
  if (places.env.USER && group.members.includes(places.env.USER)) {
    return `You are in its group "${group.name}", but since this session began: log out and in again.`;
  }
  return `Join its group with \`sudo usermod -aG ${group.name} $USER\`, then log out and in again.`;
};

const groupName = async (
  places: DockerPlaces,
  socket: string,
): Promise<{ readonly name: string; readonly members: readonly string[] } | undefined> => {
  const id = await places.groupOf(socket);
  const lines = (await places.read('/etc/group'))?.toString().split('\n') ?? [];
  const [name, , , members = ''] =
    lines.map((line) => line.split(':')).find((each) => each[2] === String(id)) ?? [];
  return name ? { name, members: members.split(',') } : undefined;
};

const notRunning = (places: DockerPlaces, candidate: DockerCandidate, cause: unknown): DockerProblemError =>
  new DockerProblemError(
    'not-running',
    `Docker is not running: nothing answers at ${socketOf(candidate.host)} (${candidate.source}). ` +
      startStep(places, candidate),
    { cause },
  );

const starts: readonly (readonly [pattern: RegExp, step: string])[] = [
  [/colima/i, 'Start it with `colima start`.'],
  [/orbstack/i, 'Start OrbStack.'],
  [/rancher|\/\.rd\//i, 'Start Rancher Desktop.'],
  [/lima/i, 'Start it with `limactl start`.'],
  [/rootless|\/run\/user\/\d+\/docker\.sock/i, 'Start it with `systemctl --user start docker`.'],
  [/desktop/i, 'Start Docker Desktop.'],
];

const startStep = (places: DockerPlaces, { host, source }: DockerCandidate): string => {
  if (/podman/i.test(`${source} ${host}`)) {
    const command =
      places.platform === 'linux' ? 'systemctl --user start podman.socket' : 'podman machine start';
    return `Start it with \`${command}\`.`;
  }
  const known = starts.find(([pattern]) => pattern.test(`${source} ${host}`))?.[1];
  if (known) return known;
  if (places.platform !== 'linux') return 'Start Docker Desktop, or the product that you use in its place.';
  if (places.env.WSL_DISTRO_NAME) return 'Start Docker Desktop, or `sudo service docker start`.';
  return 'Start it with `sudo systemctl start docker`.';
};

const installStep = (places: DockerPlaces): string => {
  if (places.env.WSL_DISTRO_NAME) {
    return 'Install Docker Desktop on Windows and switch on its WSL integration for this distribution.';
  }
  return places.platform === 'linux'
    ? 'Install Docker Engine (https://docs.docker.com/engine/install/), or name its address with DOCKER_HOST.'
    : 'Install Docker Desktop (https://docs.docker.com/desktop/), or name the address of another with DOCKER_HOST.';
};

/** Programs and folders that tell of a Docker which was not started. */
const isInstalled = async ({ env, platform, exists }: DockerPlaces): Promise<boolean> => {
  const suffix = platform === 'win32' ? '.exe' : '';
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const programs = ['dockerd', 'docker', 'podman', 'colima'].map((name) => `${name}${suffix}`);
  const products = ['/Applications/Docker.app', 'C:\\Program Files\\Docker\\Docker'];
  const paths = [...folders.flatMap((folder) => programs.map((name) => join(folder, name))), ...products];
  return (await Promise.all(paths.map(exists))).some(Boolean);
};

/** What TLS, ssh and the network report, most telling first. */
const remoteSteps: readonly (readonly [pattern: RegExp, step: string])[] = [
  [
    /authentication methods failed/i,
    'The ssh agent has no key that it takes: add yours with `ssh-add`, and check the user name.',
  ],
  [
    /connect to agent/i,
    'No ssh agent listens at SSH_AUTH_SOCK: start ssh-agent and add your key with `ssh-add`.',
  ],
  [
    /host denied|host key|verification failed/i,
    'It showed another ssh key than the one in ~/.ssh/known_hosts: do not go on before you know why.',
  ],
  [/no matching host key/i, 'Run `ssh` to it once, so that its key is in ~/.ssh/known_hosts.'],
  [/HTTP request to an HTTPS server/i, 'It wants TLS: set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH.'],
  [
    /wrong version number|EPROTO|packet length too long/i,
    'It does not speak TLS: unset DOCKER_TLS_VERIFY, or correct the port.',
  ],
  [
    /self.signed|unable to (verify|get)|certificate|CERT_|altnames/i,
    'Its certificate is not trusted: put the right ca.pem into DOCKER_CERT_PATH.',
  ],
  [
    /alert|handshake/i,
    'It does not accept your certificate: check cert.pem and key.pem in DOCKER_CERT_PATH.',
  ],
  [/ENOTFOUND|EAI_AGAIN/, 'Its name cannot be looked up: check the address and the network.'],
  [
    /dial-stdio|docker: (command )?not found|exit code 127/i,
    'Install Docker there, and have it on the PATH of ssh commands.',
  ],
  [/permission denied/i, 'That user may not use Docker there: add it to the group "docker" on that machine.'],
  [/cannot connect to the docker daemon/i, 'Start Docker on that machine.'],
  [/ECONNREFUSED/, 'Nothing listens there: start Docker on that machine, or correct the port.'],
];

const unreachable = (candidate: DockerCandidate, error: unknown): DockerProblemError => {
  const reason = reasonOf(error);
  const known = remoteSteps.find(([pattern]) => pattern.test(`${codeOf(error) ?? ''} ${reason}`))?.[1];
  const what = isRefusal(error) ? `answers ${error.status}` : 'does not answer as a Docker Engine does';
  return new DockerProblemError(
    'unreachable',
    `${candidate.host} (${candidate.source}) ${what}: ${reason.replace(/[.\s]*$/, '.')} ` +
      (known ?? 'Check the address, and that Docker runs there.'),
    { cause: error },
  );
};
