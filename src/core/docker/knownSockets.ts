import { join } from 'node:path';
import type { DockerAddress } from './docker';
import type { DockerPlaces } from './dockerPlaces';

/** The socket that Docker listens on unless told otherwise. */
export const defaultSocket = ({ platform }: Pick<DockerPlaces, 'platform'>): DockerAddress => ({
  host: platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock',
  source: 'the default socket',
});

/** The sockets of the usual products that are there, in the order in which they are tried. */
export const knownSockets = async (places: DockerPlaces): Promise<readonly DockerAddress[]> => {
  if (places.platform === 'win32') return windowsPipes;
  const all = [...fixedSockets(places), ...(await machineSockets(places))];
  const there = await Promise.all(all.map(([, path]) => places.exists(path)));
  return all.filter((_, i) => there[i]).map(([source, path]) => ({ host: `unix://${path}`, source }));
};

/** A pipe cannot be looked at without connecting to it: all are tried. */
const windowsPipes: readonly DockerAddress[] = [
  { host: 'npipe:////./pipe/dockerDesktopLinuxEngine', source: 'Docker Desktop' },
  { host: 'npipe:////./pipe/podman-machine-default', source: 'Podman' },
];

type Socket = readonly [source: string, path: string];

const fixedSockets = ({ env, home, uid }: DockerPlaces): readonly Socket[] => {
  const runtime = env.XDG_RUNTIME_DIR || `/run/user/${uid}`;
  return [
    ['Docker Desktop', join(home, '.docker', 'run', 'docker.sock')],
    ['Docker Desktop', join(home, '.docker', 'desktop', 'docker.sock')],
    ['rootless Docker', join(runtime, 'docker.sock')],
    ['Rancher Desktop', join(home, '.rd', 'docker.sock')],
    ['OrbStack', join(home, '.orbstack', 'run', 'docker.sock')],
    ['Podman', join(runtime, 'podman', 'podman.sock')],
    ['Podman', '/run/podman/podman.sock'],
  ];
};

/** Those of products that run virtual machines, several of them if the user wishes. */
const machineSockets = async (places: DockerPlaces): Promise<readonly Socket[]> => {
  const { env, home } = places;
  const configHome = env.XDG_CONFIG_HOME || join(home, '.config');
  const podman = join(home, '.local', 'share', 'containers', 'podman', 'machine');
  const each = async (source: string, folder: string, ...rest: string[]): Promise<readonly Socket[]> =>
    defaultFirst(await places.list(folder)).map((name) => [source, join(folder, name, ...rest)]);
  const colima = env.COLIMA_HOME ? [env.COLIMA_HOME] : [join(home, '.colima'), join(configHome, 'colima')];
  return [
    ...(await Promise.all(colima.map((folder) => each('Colima', folder, 'docker.sock')))).flat(),
    ...(await each('Lima', env.LIMA_HOME || join(home, '.lima'), 'sock', 'docker.sock')),
    ['Podman', join(podman, 'podman.sock')],
    ...(await each('Podman', podman, 'podman.sock')),
    ['Podman', join(env.TMPDIR || '/tmp', 'podman', 'podman-machine-default-api.sock')],
  ];
};

const defaultFirst = (names: readonly string[]): readonly string[] =>
  [...names].sort((a, b) => Number(b === 'default') - Number(a === 'default') || a.localeCompare(b));
