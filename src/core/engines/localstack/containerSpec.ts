import { createHash } from 'node:crypto';
import { type ContainerSpec, type DockerAddress, ownerLabel } from '../../docker/docker';
import type { LocalStackSettings } from './localStackSettings';

/** Holds a hash of what the container was made from; the token is no part of it. */
export const configLabel = 'chaos-lab.config';

export const tokenVariable = 'LOCALSTACK_AUTH_TOKEN';

export const edgePort = 4566;

/** Of the services that LocalStack serves on ports of their own (databases, brokers). */
export const allServicePorts: readonly number[] = Array.from({ length: 50 }, (_, index) => 4510 + index);

export interface SpecInput {
  readonly settings: LocalStackSettings;
  readonly owner: string;
  readonly token: string | undefined;
  /** Host port of the edge; 0 lets Docker choose. */
  readonly hostPort: number;
  /** Those that are free. */
  readonly servicePorts: readonly number[];
  readonly address: DockerAddress;
}

/** LocalStack's container as Docker is asked for it (https://docs.localstack.cloud, Installation: Docker). */
export const containerSpec = (input: SpecInput): ContainerSpec => {
  const { settings, owner, token, hostPort, servicePorts, address } = input;
  const publish = (containerPort: number, port: number) => ({
    containerPort,
    hostIp: '127.0.0.1',
    hostPort: port,
  });
  return {
    name: settings.containerName,
    image: settings.image,
    labels: { [ownerLabel]: owner, [configLabel]: configHash(settings, address) },
    env: {
      ...environment(settings),
      ...(hostPort > 0 && hostPort !== edgePort
        ? { LOCALSTACK_HOST: `localhost.localstack.cloud:${hostPort}` }
        : {}),
      ...withoutToken(settings.environment),
      ...(token === undefined ? {} : { [tokenVariable]: token }),
    },
    ports: [publish(edgePort, hostPort), ...servicePorts.map((port) => publish(port, port))],
    binds: binds(settings, address),
  };
};

/** Equal for containers that would be made the same, ports that happened to be free aside. */
export const configHash = (settings: LocalStackSettings, address: DockerAddress): string => {
  const { image, port } = settings;
  const env = Object.entries({ ...environment(settings), ...withoutToken(settings.environment) }).sort();
  const made = JSON.stringify({ image, port, env, binds: binds(settings, address) });
  return createHash('sha256').update(made).digest('hex').slice(0, 16);
};

const environment = ({ containerName, persistence }: LocalStackSettings): Record<string, string> => ({
  GATEWAY_LISTEN: `0.0.0.0:${edgePort}`,
  MAIN_CONTAINER_NAME: containerName,
  ...(persistence ? { PERSISTENCE: '1' } : {}),
});

/** The token has one way in, and that is no setting. */
const withoutToken = (env: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => name !== tokenVariable));

const binds = (
  { containerName, mountDockerSocket }: LocalStackSettings,
  address: DockerAddress,
): string[] => [
  `${containerName}:/var/lib/localstack`,
  ...(mountDockerSocket ? [`${socketOf(address)}:/var/run/docker.sock`] : []),
];

/** As the machine sees it where Docker runs: with Docker Desktop, Colima and their like that is a machine of its own. */
const socketOf = ({ host }: DockerAddress): string => {
  const isOwn = process.platform === 'linux' && host.startsWith('unix://');
  return isOwn ? host.slice('unix://'.length) : '/var/run/docker.sock';
};
