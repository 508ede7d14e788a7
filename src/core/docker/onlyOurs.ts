import { HumanError } from '../errors';
import { ownerLabel } from './docker';

/** What may be done to containers and volumes of ours alone; each is also the name of Docker's own command. */
export type GuardedAction = 'start' | 'stop' | 'unpause' | 'rm' | 'volume rm';

/** Throws a `HumanError` unless the labels tell that we made it: other people's containers are theirs to stop. */
export const onlyOurs = (
  action: GuardedAction,
  name: string,
  labels: Readonly<Record<string, string>>,
): void => {
  if (labels[ownerLabel]) return;
  const kind = action === 'volume rm' ? 'volume' : 'container';
  throw new HumanError(
    `The ${kind} "${name}" was not made by Chaos Lab, so it is left as it is. ` +
      `If you want that, run \`docker ${action} ${name}\` yourself.`,
  );
};
