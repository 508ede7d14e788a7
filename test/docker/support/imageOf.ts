import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type Dockerode from 'dockerode';
import { testDocker } from './testDocker';

/** Of images of the tests. Not the label of containers, which would inherit it: a container is ours only if we say so. */
export const imageLabel = 'chaos-lab-image';

/** Another run may be about to use an image that is younger than this. */
const keptMs = 60 * 60_000;

/**
 * An image of the tests, made when it is not there: its tag is a hash of what it is made from. Older ones of the same
 * name go.
 *
 * @returns its name and tag
 */
export async function imageOf(
  name: string,
  inputs: readonly string[],
  make: (docker: Dockerode, tag: string) => Promise<void>,
): Promise<string> {
  const docker = testDocker();
  const repository = `chaos-lab-test-${name}`;
  const tag = `${repository}:${hashOf(inputs)}`;
  if (await isThere(docker, tag)) return tag;
  await make(docker, tag);
  await removeOlder(docker, repository, tag);
  return tag;
}

const hashOf = (inputs: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 12);

/** What stands for a file among the inputs. */
export const contentOf = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

async function isThere(docker: Dockerode, tag: string): Promise<boolean> {
  const found = await docker.listImages({ filters: { reference: [tag] } });
  return found.length > 0;
}

async function removeOlder(docker: Dockerode, repository: string, tag: string): Promise<void> {
  const found = await docker.listImages({
    filters: { reference: [repository], label: [`${imageLabel}=test`] },
  });
  const old = found.filter(({ Created }) => Date.now() - Created * 1000 > keptMs);
  for (const name of old.flatMap(({ RepoTags }) => RepoTags ?? [])) {
    if (name === tag) continue;
    await docker
      .getImage(name)
      .remove()
      .catch(() => undefined); // in use, or another run was quicker
  }
}
