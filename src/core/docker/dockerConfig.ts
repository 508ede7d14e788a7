import { join } from 'node:path';
import * as v from 'valibot';
import type { DockerPlaces } from './dockerPlaces';

/** `~/.docker/config.json`, as far as it is of use here. */
const schema = v.object({
  currentContext: v.optional(v.string(), ''),
  credsStore: v.optional(v.string(), ''),
  credHelpers: v.optional(v.record(v.string(), v.string()), {}),
  auths: v.optional(
    v.record(
      v.string(),
      v.object({
        auth: v.optional(v.string(), ''),
        username: v.optional(v.string(), ''),
        password: v.optional(v.string(), ''),
        identitytoken: v.optional(v.string(), ''),
      }),
    ),
    {},
  ),
});

/** What the docker CLI was configured with. It may hold passwords: never log it. */
export type DockerConfig = v.InferOutput<typeof schema>;

/** Where the docker CLI keeps its configuration, contexts and certificates. */
export const configFolder = ({ env, home }: Pick<DockerPlaces, 'env' | 'home'>): string =>
  env.DOCKER_CONFIG || join(home, '.docker');

/** Empty when there is none, or when it cannot be read: the docker CLI goes on without it too. */
export const readDockerConfig = async (places: DockerPlaces): Promise<DockerConfig> => {
  const text = await places.read(join(configFolder(places), 'config.json'));
  const parsed = v.safeParse(schema, parseJson(text?.toString()));
  return parsed.success ? parsed.output : v.parse(schema, {});
};

export const parseJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined; // the caller's schema says what is missing
  }
};
