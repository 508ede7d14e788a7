import { HumanError } from '../errors';
import type { ContainerSpec } from './docker';
import type { DockerRefusal } from './dockerRefusal';
import { missingMount, sentence } from './startFailure';

/** The error for a container that could not be made. */
export const createFailure = ({ name, image }: ContainerSpec, refusal: DockerRefusal): HumanError =>
  new HumanError(explain(name, image, refusal), 'failed', { cause: refusal });

const explain = (name: string, image: string, { status, message }: DockerRefusal): string => {
  if (/is already in use by|name .* is already in use/i.test(message)) {
    return `A container named "${name}" is there already. Remove it (\`docker rm ${name}\`), or set another name.`;
  }
  const mount = missingMount(message);
  if (mount) return mount;
  if (status === 404 && /no such image|image not known|manifest unknown/i.test(message)) {
    return `The image "${image}" is not on this machine. Pull it first: \`docker pull ${image}\`.`;
  }
  return `Docker could not make the container "${name}": ${sentence(message)} Correct the settings of the container.`;
};
