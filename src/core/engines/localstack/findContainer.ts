import { type ContainerInfo, type Docker, ownerLabel } from '../../docker/docker';
import { HumanError } from '../../errors';
import { edgePort } from './containerSpec';
import type { ContainerView, LocalStackSettings } from './localStackSettings';

/** A container that is there; ours may be in any state, an adopted one runs. */
export interface FoundContainer {
  readonly kind: ContainerView['kind'];
  readonly info: ContainerInfo;
}

/**
 * Ours that runs, else a LocalStack that somebody else runs, else ours that does not. Rejects with a `HumanError` when
 * a container without our label has our name.
 */
export const findContainer = async (
  docker: Docker,
  { containerName, port }: Pick<LocalStackSettings, 'containerName' | 'port'>,
): Promise<FoundContainer | undefined> => {
  const all = await docker.list();
  const named = all.find(({ name }) => name === containerName);
  const isOurs = named?.labels[ownerLabel] !== undefined;
  if (named && !isOurs && !isForeignLocalStack(named)) throw nameTaken(containerName);
  const ours = named && isOurs ? await inspected(docker, named, 'ours') : undefined;
  if (ours && isUp(ours.info)) return ours;
  const foreign = all.filter(isForeignLocalStack).sort((a, b) => rank(a, port) - rank(b, port))[0];
  return (foreign && (await inspected(docker, foreign, 'adopted'))) ?? ours;
};

export const isUp = ({ state }: Pick<ContainerInfo, 'state'>): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';

/** Where the container's edge is published; undefined when it is not. */
export const publishedPort = ({ ports }: Pick<ContainerInfo, 'ports'>): number | undefined =>
  ports.find(({ containerPort }) => containerPort === edgePort)?.hostPort;

/** The one at the wanted port first. */
const rank = (info: ContainerInfo, port: number): number => (publishedPort(info) === port ? 0 : 1);

const isForeignLocalStack = (info: ContainerInfo): boolean =>
  info.labels[ownerLabel] === undefined &&
  isUp(info) &&
  publishedPort(info) !== undefined &&
  (/(^|\/)localstack/i.test(info.image) || /^localstack([-_]|$)/i.test(info.name));

/** With its environment, which a list does not tell; undefined when it went meanwhile. */
const inspected = async (
  docker: Docker,
  { id }: ContainerInfo,
  kind: ContainerView['kind'],
): Promise<FoundContainer | undefined> => {
  const info = await docker.inspect(id);
  return info && { kind, info };
};

const nameTaken = (name: string): HumanError =>
  new HumanError(
    `The container "${name}" was not made by Chaos Lab, and is not touched. ` +
      'Give ours another name in the setting chaos.localstack.containerName, or rename that one.',
  );
