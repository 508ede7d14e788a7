import { randomBytes } from 'node:crypto';
import { type ContainerSpec, type Docker, ownerLabel } from '../../../src/core/docker/docker';
import { scriptImage } from './scriptImage';
import { testDocker } from './testDocker';
import { testOwner } from './testOwner.mjs';

export const uniqueName = (): string => `chaos-lab-test-${randomBytes(6).toString('hex')}`;

/** A container of the tests that runs `script`. */
export async function scriptSpec(script: string, more: Partial<ContainerSpec> = {}): Promise<ContainerSpec> {
  return {
    name: uniqueName(),
    image: await scriptImage(),
    labels: { [ownerLabel]: testOwner() },
    env: { SCRIPT: script },
    ports: [],
    binds: [],
    ...more,
  };
}

/** Makes a container, hands out its id and name, and removes it, however the test ended. */
export async function withContainer<T>(
  docker: Docker,
  spec: ContainerSpec,
  work: (id: string, name: string) => Promise<T>,
): Promise<T> {
  const id = await docker.create(spec);
  try {
    return await work(id, spec.name);
  } finally {
    await removeContainer(id);
  }
}

/** Whatever its state and labels. */
export async function removeContainer(id: string): Promise<void> {
  const container = testDocker().getContainer(id);
  await container.remove({ force: true, v: true }).catch((error: { statusCode?: number }) => {
    if (error.statusCode !== 404) throw error;
  });
}

/** Runs until it is told to end. */
export const waits = `process.on('SIGTERM', () => process.exit(143)); setInterval(() => {}, 1000);`;
