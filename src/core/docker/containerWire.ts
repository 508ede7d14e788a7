import * as v from 'valibot';
import type { ContainerInfo, ContainerState, PortBinding } from './docker';

/** What Docker (and Podman, which speaks the same API) tells of containers, read with tolerance. */

const text = v.optional(v.nullable(v.string()), '');
const labels = v.pipe(
  v.optional(v.nullable(v.record(v.string(), v.string())), {}),
  v.transform((found) => found ?? {}),
);

/** Podman has states of its own. */
const states: Readonly<Record<string, ContainerState>> = {
  created: 'created',
  configured: 'created',
  initialized: 'created',
  running: 'running',
  stopping: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  stopped: 'exited',
  dead: 'dead',
};

const state = v.pipe(
  v.string(),
  v.transform((found): ContainerState => states[found.toLowerCase()] ?? 'dead'),
);

const listed = v.object({
  Id: v.string(),
  Names: v.optional(v.nullable(v.array(v.string()))),
  Image: text,
  State: state,
  Status: text,
  Labels: labels,
  Ports: v.optional(
    v.nullable(
      v.array(
        v.object({
          IP: text,
          PrivatePort: v.number(),
          PublicPort: v.optional(v.number(), 0),
          Type: v.optional(v.string(), 'tcp'),
        }),
      ),
    ),
  ),
});

/** Podman tells the ports of the others too, though it has not bound them. */
const isUp = (found: ContainerState): boolean => found === 'running' || found === 'paused';

const name = (given: string): string => given.replace(/^\//, '');

const oneListed = v.pipe(
  listed,
  v.transform((found): ContainerInfo => {
    const exitCode = /^Exited \((\d+)\)/.exec(found.Status ?? '')?.[1];
    return {
      id: found.Id,
      name: name(found.Names?.[0] ?? ''),
      image: found.Image ?? '',
      state: found.State,
      ...(exitCode ? { exitCode: Number(exitCode) } : {}),
      labels: found.Labels,
      env: {},
      ports: (isUp(found.State) ? (found.Ports ?? []) : [])
        .filter(({ Type, PublicPort }) => Type === 'tcp' && PublicPort > 0)
        .map((port) => ({
          containerPort: port.PrivatePort,
          hostIp: port.IP ?? '',
          hostPort: port.PublicPort,
        })),
    };
  }),
);

/** `GET /containers/json`. */
export const listAnswer = v.array(oneListed);

const binding = v.object({ HostIp: text, HostPort: text });
const bindings = v.optional(v.nullable(v.record(v.string(), v.nullable(v.array(binding)))));

const inspected = v.object({
  Id: v.string(),
  Name: text,
  State: v.object({
    Status: state,
    ExitCode: v.optional(v.number()),
    OOMKilled: v.optional(v.boolean()),
  }),
  Config: v.object({
    Image: text,
    Tty: v.optional(v.boolean(), false),
    Labels: labels,
    Env: v.optional(v.nullable(v.array(v.string()))),
  }),
  HostConfig: v.optional(v.object({ PortBindings: bindings }), {}),
  NetworkSettings: v.optional(v.object({ Ports: bindings }), {}),
});

/** What `inspect` tells, and what only this part of the lab wants to know. */
export interface InspectedContainer {
  readonly info: ContainerInfo;
  /** Its log is not split into standard output and errors. */
  readonly tty: boolean;
  /** The ports it was made with, bound or not. */
  readonly wantedPorts: readonly PortBinding[];
}

/** `GET /containers/{id}/json`. */
export const inspectAnswer = v.pipe(
  inspected,
  v.transform(
    (found): InspectedContainer => ({
      info: {
        id: found.Id,
        name: name(found.Name ?? ''),
        image: found.Config.Image ?? '',
        state: found.State.Status,
        ...endOf(found.State),
        labels: found.Config.Labels,
        env: readEnv(found.Config.Env ?? []),
        ports: readBindings(isUp(found.State.Status) ? (found.NetworkSettings.Ports ?? {}) : {}).filter(
          ({ hostPort }) => hostPort > 0,
        ),
      },
      tty: found.Config.Tty,
      wantedPorts: readBindings(found.HostConfig.PortBindings ?? {}),
    }),
  ),
);

const endOf = ({
  Status,
  ExitCode,
  OOMKilled,
}: v.InferOutput<typeof inspected>['State']): Pick<ContainerInfo, 'exitCode' | 'oomKilled'> =>
  Status !== 'exited' && Status !== 'dead'
    ? {}
    : {
        ...(ExitCode === undefined ? {} : { exitCode: ExitCode }),
        ...(OOMKilled === undefined ? {} : { oomKilled: OOMKilled }),
      };

const readEnv = (entries: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    entries.map((entry) => {
      const equals = entry.indexOf('=');
      return equals < 0 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );

const readBindings = (ports: NonNullable<v.InferOutput<typeof bindings>>): readonly PortBinding[] =>
  Object.entries(ports).flatMap(([key, bound]) =>
    key.endsWith('/udp')
      ? []
      : (bound ?? []).map(({ HostIp, HostPort }) => ({
          containerPort: Number.parseInt(key, 10),
          hostIp: HostIp ?? '',
          hostPort: Number(HostPort) || 0,
        })),
  );
