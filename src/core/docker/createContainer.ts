import * as v from 'valibot';
import { HumanError } from '../errors';
import { createFailure } from './createFailure';
import { type ContainerSpec, ownerLabel } from './docker';
import type { DockerConnection } from './dockerConnection';
import { isRefusal } from './dockerRefusal';

const created = v.object({ Id: v.string() });

/** Makes a container and, before, the volumes it names, which carry its owner's label too. */
export const createContainer = async (docker: DockerConnection, spec: ContainerSpec): Promise<string> => {
  if (!spec.labels[ownerLabel]) {
    throw new HumanError(
      `A container without the label "${ownerLabel}" is not made: nothing could remove it.`,
    );
  }
  const volumes = spec.binds.map(sourceOf).filter((source) => !isPath(source));
  const added: string[] = [];
  for (const name of volumes) if (await addVolume(docker, name, spec)) added.push(name);
  try {
    const call = { method: 'POST', path: '/containers/create', query: { name: spec.name } } as const;
    return v.parse(created, await docker.json({ ...call, body: requestOf(spec), timeoutMs: 120_000 })).Id;
  } catch (error) {
    for (const name of added) await dropVolume(docker, name);
    throw isRefusal(error) ? createFailure(spec, error) : error;
  }
};

/** Whether it was not there before. */
const addVolume = async (docker: DockerConnection, name: string, spec: ContainerSpec): Promise<boolean> => {
  try {
    await docker.json({ path: `/volumes/${encodeURIComponent(name)}` });
    return false;
  } catch (error) {
    if (!isRefusal(error, 404)) throw isRefusal(error) ? createFailure(spec, error) : error;
  }
  try {
    const body = { Name: name, Labels: { [ownerLabel]: spec.labels[ownerLabel] } };
    await docker.json({ method: 'POST', path: '/volumes/create', body });
    return true;
  } catch (error) {
    throw isRefusal(error) ? createFailure(spec, error) : error;
  }
};

const dropVolume = (docker: DockerConnection, name: string): Promise<unknown> =>
  docker.json({ method: 'DELETE', path: `/volumes/${encodeURIComponent(name)}` }).catch(() => {
    // The error that brought us here says more.
  });

/** `/a/folder`, `C:\a\folder`, or the name of a volume. */
const sourceOf = (bind: string): string => /^[A-Za-z]:[\\/][^:]*|^[^:]*/.exec(bind)?.[0] ?? bind;

const isPath = (source: string): boolean => /^([/\\.~]|[A-Za-z]:)/.test(source);

const requestOf = (spec: ContainerSpec): unknown => {
  const mounts = spec.binds.map(mountOf);
  return {
    Image: spec.image,
    Labels: spec.labels,
    Env: Object.entries(spec.env).map(([name, value]) => `${name}=${value}`),
    ExposedPorts: Object.fromEntries(spec.ports.map(({ containerPort }) => [`${containerPort}/tcp`, {}])),
    HostConfig: {
      PortBindings: portBindings(spec),
      Mounts: mounts.filter((mount) => mount !== undefined),
      Binds: spec.binds.filter((_, i) => mounts[i] === undefined),
    },
  };
};

const portBindings = ({ ports }: ContainerSpec): unknown => {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { containerPort, hostIp, hostPort } of ports) {
    bindings[`${containerPort}/tcp`] ??= [];
    bindings[`${containerPort}/tcp`]?.push({ HostIp: hostIp, HostPort: String(hostPort) });
  }
  return bindings;
};

/**
 * Paths go as mounts, which Docker refuses when the path is missing; as binds it would make a folder there, even in
 * place of a socket. Binds remain for what mounts cannot say: volumes, and options like SELinux's `z`.
 */
const mountOf = (bind: string): unknown => {
  const source = sourceOf(bind);
  const [target, options = 'rw', ...more] = bind.slice(source.length + 1).split(':');
  if (!isPath(source) || more.length > 0 || !/^r[ow]$/.test(options)) return undefined;
  return { Type: 'bind', Source: source, Target: target, ReadOnly: options === 'ro' };
};
