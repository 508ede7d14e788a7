import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { throwIfAborted } from './aborted';
import type { PullProgress } from './docker';
import { parseJson } from './dockerConfig';
import type { DockerConnection } from './dockerConnection';
import { isRefusal } from './dockerRefusal';
import { parseImageReference } from './imageReference';
import { pullFailure } from './pullFailure';
import { type PullLine, PullTally, pullLine } from './pullProgress';
import type { RegistryAuth } from './registryAuth';

export interface PullOptions {
  readonly image: string;
  readonly auth?: RegistryAuth | undefined;
  readonly onProgress: (progress: PullProgress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Pulls an image; aborting closes the request, upon which Docker stops pulling. */
export const pullImage = async (docker: DockerConnection, options: PullOptions): Promise<void> => {
  const { image, auth, signal } = options;
  const { name, tag, digest } = parseImageReference(image);
  throwIfAborted(signal);
  const call = {
    method: 'POST',
    path: '/images/create',
    query: { fromImage: name, tag: digest ?? tag ?? 'latest' },
    ...(auth ? { auth } : {}),
    ...(signal ? { signal } : {}),
  } as const;
  const stream = await docker.stream(call).catch((error: unknown) => {
    throw isRefusal(error) ? pullFailure(image, error.message, error) : error;
  });
  await readProgress(docker, stream, options);
};

const readProgress = async (docker: DockerConnection, stream: IncomingMessage, options: PullOptions) => {
  const { image, onProgress, signal } = options;
  const tally = new PullTally();
  let failure: string | undefined;
  await docker.readLines(stream, signal, (text) => {
    const line = parseLine(text);
    failure ??= line?.errorDetail?.message ?? line?.error;
    if (line && tally.add(line) && !signal?.aborted) onProgress(tally.progress);
  });
  if (failure) throw pullFailure(image, failure);
  if (tally.finish()) onProgress(tally.progress);
};

const parseLine = (text: string): PullLine | undefined => {
  const parsed = v.safeParse(pullLine, parseJson(text));
  return parsed.success ? parsed.output : undefined;
};
