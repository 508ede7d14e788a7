import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import type { DockerAddress } from './docker';
import { configFolder, parseJson, readDockerConfig } from './dockerConfig';
import type { DockerPlaces } from './dockerPlaces';
import { DockerProblemError } from './dockerProblem';

const schema = v.object({
  Endpoints: v.object({
    docker: v.object({
      Host: v.optional(v.string(), ''),
      SkipTLSVerify: v.optional(v.boolean(), false),
    }),
  }),
});

/** The docker CLI's own name for "no context: the default socket". */
export const defaultContext = 'default';

/** The name of the context in use, and who chose it; undefined when nobody did. */
export const chosenContext = async (
  places: DockerPlaces,
): Promise<{ readonly name: string; readonly by: string } | undefined> => {
  if (places.env.DOCKER_CONTEXT) return { name: places.env.DOCKER_CONTEXT, by: 'DOCKER_CONTEXT' };
  const { currentContext: name } = await readDockerConfig(places);
  return name && name !== defaultContext ? { name, by: '`docker context use`' } : undefined;
};

/** Where a context points to. Rejects with a `DockerProblemError` when it is not defined or has no Docker in it. */
export const readContext = async (
  places: DockerPlaces,
  { name, by }: { readonly name: string; readonly by: string },
): Promise<DockerAddress> => {
  const folder = join(configFolder(places), 'contexts');
  const id = createHash('sha256').update(name).digest('hex');
  const meta = await places.read(join(folder, 'meta', id, 'meta.json'));
  const parsed = v.safeParse(schema, parseJson(meta?.toString()));
  if (!parsed.success || !parsed.output.Endpoints.docker.Host) {
    const fault = meta ? 'names no Docker host' : 'is not defined on this machine';
    throw new DockerProblemError(
      'unreachable',
      `The Docker context "${name}" (chosen by ${by}) ${fault}. ` +
        'Choose another with `docker context use`; `docker context ls` lists them.',
    );
  }
  const { Host: host, SkipTLSVerify: skipVerify } = parsed.output.Endpoints.docker;
  const tls = await readTls(places, join(folder, 'tls', id, 'docker'), skipVerify);
  return { host, source: `the Docker context "${name}"`, ...(tls ? { tls } : {}) };
};

/** The certificates in a folder, named as Docker names them; undefined when TLS is not asked for. */
export const readTls = async (
  places: DockerPlaces,
  folder: string,
  skipVerify: boolean,
): Promise<DockerAddress['tls']> => {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => places.read(join(folder, name))),
  );
  if (!ca && !cert && !key && !skipVerify) return undefined;
  return {
    ...(ca ? { ca } : {}),
    ...(cert ? { cert } : {}),
    ...(key ? { key } : {}),
    ...(skipVerify ? { skipVerify } : {}),
  };
};
