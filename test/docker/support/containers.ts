import { setTimeout as delay } from 'node:timers/promises';
import type Dockerode from 'dockerode';
import { testDocker } from './testDocker';
import { testOwner } from './testOwner.mjs';

export interface RunOptions {
  readonly image: string;
  /** After the image's entrypoint. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** By this name the others of its network reach it. */
  readonly alias?: string;
  /** Kept over the removal of the container, until the test ends. */
  readonly volume?: string;
  /** Publishes 4566 on a free port of 127.0.0.1. */
  readonly publish?: true;
}

export interface Running {
  readonly container: Dockerode.Container;
  /** Where 4566 is published. */
  readonly endpoint: string;
  /** All that it printed, until it ends. */
  output(): Promise<string>;
  /** Resolves when it prints the line. Rejects when it ends before. */
  printed(line: string): Promise<void>;
}

/** Containers of one test, on a network of their own; all of it goes when the test ends. */
export class Containers {
  private constructor(
    private readonly docker: Dockerode,
    private readonly owner: string,
  ) {}

  static async with<T>(use: (containers: Containers) => Promise<T>): Promise<T> {
    const own = new Containers(testDocker(), testOwner());
    await own.docker.createNetwork({ Name: own.name, Labels: own.labels });
    try {
      return await use(own);
    } finally {
      await own.removeAll();
    }
  }

  async run({ image, args = [], env = {}, alias, volume, publish }: RunOptions): Promise<Running> {
    if (volume !== undefined) {
      await this.docker.createVolume({ Name: `${this.name}-${volume}`, Labels: this.labels });
    }
    const container = await this.docker.createContainer({
      Image: image,
      Cmd: [...args],
      Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
      Labels: this.labels,
      HostConfig: {
        NetworkMode: this.name,
        ...(volume === undefined ? {} : { Binds: [`${this.name}-${volume}:/var/lib/localstack`] }),
        ...(publish ? { PortBindings: { '4566/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }] } } : {}),
      },
      NetworkingConfig: { EndpointsConfig: { [this.name]: alias === undefined ? {} : { Aliases: [alias] } } },
    });
    await container.start();
    return running(container);
  }

  /** The names of containers, volumes and the network. */
  private get name(): string {
    return `chaos-lab-${this.owner}`;
  }

  private get labels() {
    return { 'chaos-lab': this.owner };
  }

  private async removeAll(): Promise<void> {
    const filters = { label: [`chaos-lab=${this.owner}`] };
    const containers = await this.docker.listContainers({ all: true, filters });
    await Promise.all(
      containers.map(({ Id }) => this.docker.getContainer(Id).remove({ force: true, v: true })),
    );
    const { Volumes } = await this.docker.listVolumes({ filters });
    await Promise.all((Volumes ?? []).map(({ Name }) => this.docker.getVolume(Name).remove()));
    await this.docker.getNetwork(this.name).remove();
  }
}

async function running(container: Dockerode.Container): Promise<Running> {
  const { NetworkSettings } = await container.inspect();
  const port = NetworkSettings.Ports['4566/tcp']?.[0]?.HostPort;
  return {
    container,
    endpoint: `http://127.0.0.1:${port}`,
    output: async () => {
      await container.wait();
      return logs(container);
    },
    printed: (line) => printed(container, line),
  };
}

/** Both streams, without the frames that Docker puts them into. */
async function logs(container: Dockerode.Container): Promise<string> {
  const framed = await container.logs({ stdout: true, stderr: true });
  const parts: Buffer[] = [];
  for (let at = 0; at < framed.length; ) {
    const length = framed.readUInt32BE(at + 4);
    parts.push(framed.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Buffer.concat(parts).toString();
}

async function printed(container: Dockerode.Container, line: string): Promise<void> {
  for (;;) {
    const text = await logs(container);
    if (text.split('\n').includes(line)) return;
    if (!(await container.inspect()).State.Running) throw new Error(`It ended before "${line}":\n${text}`);
    await delay(100);
  }
}
