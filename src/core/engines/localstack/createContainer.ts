import type { Docker } from '../../docker/docker';
import { isPortTaken, type PortTakenError } from '../../docker/portTakenError';
import { containerSpec, type SpecInput } from './containerSpec';
import { freePorts } from './freePorts';

/** What is told when the wanted port could not be had. */
export interface StartedContainer {
  readonly id: string;
  /** The wanted port, when another one had to do. */
  readonly takenPort?: number;
}

export interface CreateOptions {
  readonly docker: Docker;
  readonly input: Omit<SpecInput, 'hostPort' | 'servicePorts' | 'address'>;
  /** To publish where they are free. */
  readonly servicePorts: readonly number[];
  /** The container is there: what makes it known to other windows, before it starts. */
  readonly onCreated: (id: string) => Promise<void>;
}

/**
 * Makes the container and starts it. Docker tells only at the start that a port is taken, and then keeps the container
 * as it is: it is made anew without that port, or with another one for the edge. What does not start is removed.
 */
export const createContainer = async (options: CreateOptions): Promise<StartedContainer> => {
  const { settings } = options.input;
  const isHere = /^(unix|npipe):/.test(options.docker.address.host);
  let servicePorts = isHere ? await freePorts(options.servicePorts) : options.servicePorts;
  let hostPort = settings.port;
  for (;;) {
    try {
      const id = await makeAndStart(options, hostPort, servicePorts);
      return { id, ...(hostPort === settings.port ? {} : { takenPort: settings.port }) };
    } catch (error) {
      if (!isPortTaken(error)) throw error;
      if (servicePorts.includes(error.port)) {
        servicePorts = servicePorts.filter((port) => port !== error.port);
      } else {
        hostPort = otherPort(error, hostPort, settings.allowOtherPort);
      }
    }
  }
};

const makeAndStart = async (
  { docker, input, onCreated }: CreateOptions,
  hostPort: number,
  servicePorts: readonly number[],
): Promise<string> => {
  const { address } = docker;
  const id = await docker.create(containerSpec({ ...input, hostPort, servicePorts, address }));
  try {
    await onCreated(id);
    await docker.start(id);
    return id;
  } catch (error) {
    await docker.remove(id).catch(() => {}); // what kept it from starting is what is told
    throw error;
  }
};

/** Docker's own choice; that one cannot be taken. */
const otherPort = (taken: PortTakenError, tried: number, allowed: boolean): number => {
  if (allowed && tried !== 0) return 0;
  throw taken;
};
