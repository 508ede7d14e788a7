import type { ContainerInfo, Docker } from '../../docker/docker';
import { isPortTaken } from '../../docker/portTakenError';
import { HumanError } from '../../errors';
import { configHash, configLabel, tokenVariable } from './containerSpec';
import type { ContainerUsers } from './containerUsers';
import { type CreateOptions, createContainer } from './createContainer';
import { ensureImage, type PullStep } from './ensureImage';
import { type FoundContainer, findContainer, isUp } from './findContainer';
import type { ContainerView, LocalStackSettings } from './localStackSettings';

export interface BringUpOptions {
  readonly docker: Docker;
  readonly settings: LocalStackSettings;
  readonly owner: string;
  readonly token: string | undefined;
  readonly users: ContainerUsers;
  readonly servicePorts: readonly number[];
  readonly mayPull: (image: string) => Promise<boolean>;
  readonly onStep: (step: PullStep) => void;
  readonly signal: AbortSignal;
}

/** A container that runs now. */
export interface BroughtUp {
  readonly view: ContainerView;
  /** What was done to have it run: what a cancelled start takes back. */
  readonly done: 'created' | 'started' | 'nothing';
  /** The wanted port, when another one had to do. */
  readonly takenPort?: number;
}

/**
 * Sees that a LocalStack runs: takes what is there where that will do, else makes one.
 *
 *   ours, up ─────────────────▶ resumed if paused
 *   somebody else's, up ──────▶ adopted
 *   ours, made from the same ─▶ started again
 *   ours, made from other ────▶ made anew; its volume stays
 *   none ─────────────────────▶ image pulled if the person agrees, made, started
 */
export const bringUp = async (options: BringUpOptions): Promise<BroughtUp> => {
  const { docker, settings } = options;
  const found = await findContainer(docker, settings);
  options.signal.throwIfAborted();
  if (found?.kind === 'adopted') return adopt(found.info);
  if (!found) return makeOrJoin(options);
  if (await isOfUse(found, options)) return useOurs(found.info, options);
  await discard(found.info, options);
  return make(options);
};

const adopt = (info: ContainerInfo): BroughtUp => {
  if (info.state !== 'paused') return { view: viewOf(info, 'adopted'), done: 'nothing' };
  throw new HumanError(
    `The container "${info.name}" is paused, and Chaos Lab did not start it. Resume it (\`docker unpause ${info.name}\`), then start again.`,
  );
};

/** Made from the same settings; or in use by another window, which shall not lose it. */
const isOfUse = async ({ info }: FoundContainer, options: BringUpOptions): Promise<boolean> => {
  const { settings, docker, token, users } = options;
  const isSame =
    info.labels[configLabel] === configHash(settings, docker.address) && info.env[tokenVariable] === token;
  return isSame || (isUp(info) && (await users.others(info.id)) > 0);
};

const useOurs = async (info: ContainerInfo, options: BringUpOptions): Promise<BroughtUp> => {
  const { docker, users, onStep, settings } = options;
  await users.join(info.id);
  const view = viewOf(info, 'ours');
  if (info.state === 'paused') await docker.unpause(info.id);
  if (isUp(info)) return { view, done: 'nothing' };
  onStep({ detail: `Starting the container ${info.name}${withoutToken(options)}` });
  try {
    await docker.start(info.id);
    return { view, done: 'started' };
  } catch (error) {
    // Its ports are fixed: others take another container. Service ports are published only where they are free.
    if (!isPortTaken(error) || (error.port === settings.port && !settings.allowOtherPort)) throw error;
    await discard(info, options);
    return make(options);
  }
};

/** LocalStack's own images need one; older tags and other emulators do not, so it is tried. */
const withoutToken = ({ token }: BringUpOptions): string => (token === undefined ? ' without a token' : '');

const discard = async ({ id }: ContainerInfo, { docker, users }: BringUpOptions): Promise<void> => {
  await docker.remove(id);
  await users.forget(id);
};

/** Another window may have been quicker: then there is one by now. */
const makeOrJoin = async (options: BringUpOptions): Promise<BroughtUp> => {
  try {
    return await make(options);
  } catch (error) {
    options.signal.throwIfAborted();
    const found = await findContainer(options.docker, options.settings);
    if (found?.kind !== 'ours' || !(await isOfUse(found, options))) throw error;
    return useOurs(found.info, options);
  }
};

const make = async (options: BringUpOptions): Promise<BroughtUp> => {
  const { docker, settings, users, onStep, signal, mayPull } = options;
  await ensureImage(docker, settings.image, mayPull, onStep, signal);
  signal.throwIfAborted();
  onStep({ detail: `Starting ${settings.image}${withoutToken(options)}` });
  const { id, takenPort } = await createContainer(creation(options));
  const { containerName: name, image } = settings;
  await users.join(id);
  const view: ContainerView = { id, name, image, kind: 'ours' };
  return { view, done: 'created', ...(takenPort === undefined ? {} : { takenPort }) };
};

const creation = ({
  docker,
  settings,
  owner,
  token,
  servicePorts,
  users,
}: BringUpOptions): CreateOptions => ({
  docker,
  input: { settings, owner, token },
  servicePorts,
  onCreated: (id) => users.join(id),
});

const viewOf = ({ id, name, image }: ContainerInfo, kind: ContainerView['kind']): ContainerView => ({
  id,
  name,
  image,
  kind,
});
