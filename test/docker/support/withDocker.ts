import { connectDocker } from '../../../src/core/docker/connectDocker';
import type { Docker } from '../../../src/core/docker/docker';
import type { DockerPlaces } from '../../../src/core/docker/dockerPlaces';

/** Hands out the lab's own Docker on the machine's Docker Engine, and lets go of it. */
export async function withDocker<T>(work: (docker: Docker) => Promise<T>, places?: DockerPlaces): Promise<T> {
  const docker = await connectDocker(places ? { places } : {});
  try {
    return await work(docker);
  } finally {
    docker.dispose();
  }
}
