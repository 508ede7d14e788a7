// @ts-check
import { hasEnded, parseTestOwner } from '../docker/support/testOwner.mjs';

/** @import { TestOwner } from '../docker/support/testOwner.mjs' */
/** @import Dockerode from 'dockerode' */

/** @typedef {{ what: string, owner: TestOwner, remove: () => Promise<unknown> }} Made */

const label = 'chaos-lab';

/**
 * Removes what earlier runs left in Docker that were killed: containers, volumes and networks with our label that a
 * test made, or the lab in a test.
 */
export async function removeOfKilledRuns() {
  await removeMade(await madeByTests((owner) => hasEnded(owner)));
}

/**
 * Finds and removes what a suite of this run left in Docker.
 *
 * @returns {Promise<string[]>} `container chaos-lab-x (test-…)`
 */
export async function removeDockerLeftovers() {
  const left = await madeByTests((owner) => owner.pid === process.pid);
  await removeMade(left);
  return left.map(({ what }) => what);
}

/** @param {(owner: TestOwner) => boolean} isWanted @returns {Promise<Made[]>} in the order to remove them in */
async function madeByTests(isWanted) {
  const { default: Docker } = await import('dockerode');
  const docker = new Docker({ timeout: 15_000 });
  try {
    await docker.ping();
  } catch {
    return []; // no Docker, nothing in it
  }
  const all = (await Promise.all([containers(docker), volumes(docker), networks(docker)])).flat();
  return all.flatMap(({ kind, name, value, remove }) => {
    const owner = parseTestOwner(value) ?? parseTestOwner(name);
    return owner && isWanted(owner) ? [{ what: `${kind} ${name} (${value})`, owner, remove }] : [];
  });
}

/** @param {readonly Made[]} made */
async function removeMade(made) {
  for (const { remove } of made) await remove().catch(() => undefined); // somebody else was quicker
}

const filters = { label: [label] };

/** @param {Dockerode} docker */
async function containers(docker) {
  const found = await docker.listContainers({ all: true, filters });
  return found.map(({ Id, Names, Labels }) => ({
    kind: 'container',
    name: (Names[0] ?? Id).replace(/^\//, ''),
    value: Labels[label] ?? '',
    remove: () => docker.getContainer(Id).remove({ force: true, v: true }),
  }));
}

/** @param {Dockerode} docker */
async function volumes(docker) {
  const { Volumes } = await docker.listVolumes({ filters });
  return (Volumes ?? []).map(({ Name, Labels }) => ({
    kind: 'volume',
    name: Name,
    value: Labels?.[label] ?? '',
    remove: () => docker.getVolume(Name).remove(),
  }));
}

/** @param {Dockerode} docker */
async function networks(docker) {
  const found = await docker.listNetworks({ filters });
  return found.map(({ Id, Name, Labels }) => ({
    kind: 'network',
    name: Name,
    value: Labels?.[label] ?? '',
    remove: () => docker.getNetwork(Id).remove(),
  }));
}
