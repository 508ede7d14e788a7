import * as v from 'valibot';
import { type Clock, systemClock } from '../clock';
import { isAbort } from '../errors';
import type { Log } from '../log';
import { throwIfAborted } from './aborted';
import type { Docker } from './docker';
import { DockerClient } from './dockerClient';
import { DockerConnection } from './dockerConnection';
import { type DockerPlaces, dockerPlaces } from './dockerPlaces';
import { isDockerProblem } from './dockerProblem';
import { explainFailure, explainFailures, type FailedCandidate } from './explainFailures';
import { type DockerCandidate, findDocker } from './findDocker';
import { openDockerode } from './openDockerode';

export interface ConnectOptions {
  /** This machine when absent. */
  readonly places?: DockerPlaces;
  /** How long each candidate may take to answer; 5 s when absent, 20 s over ssh. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly log?: Log;
}

/**
 * The first Docker Engine that answers, of those that may be meant (`findDocker`). Rejects with a `DockerProblemError`
 * that says why there is none, with an `AbortError` when the signal aborts. Dispose of what it gives.
 */
export const connectDocker = async (options: ConnectOptions = {}): Promise<Docker> => {
  const places = options.places ?? dockerPlaces();
  const failures: FailedCandidate[] = [];
  for (const candidate of await findDocker(places)) {
    throwIfAborted(options.signal);
    try {
      return await connectTo(candidate, places, options);
    } catch (error) {
      if (isAbort(error)) throw error;
      if (candidate.chosen)
        throw isDockerProblem(error) ? error : await explainFailure(places, candidate, error);
      options.log?.debug(`[docker] nothing at ${candidate.host} (${candidate.source})`);
      failures.push({ candidate, error });
    }
  }
  throw await explainFailures(places, failures);
};

const versionAnswer = v.object({ Version: v.string() });

const connectTo = async (
  candidate: DockerCandidate,
  places: DockerPlaces,
  { timeoutMs, signal, clock = systemClock, log }: ConnectOptions,
): Promise<Docker> => {
  const { chosen: _, ...address } = candidate;
  const boundMs = timeoutMs ?? (address.host.startsWith('ssh:') ? 20_000 : 5000);
  const connection = new DockerConnection(await openDockerode(places, address, boundMs), address);
  try {
    const call = { path: '/version', timeoutMs: boundMs, ...(signal ? { signal } : {}) };
    const { Version: version } = v.parse(versionAnswer, await connection.json(call));
    const onListenerError = (error: unknown) => log?.error('[docker] a listener failed', error);
    const client = new DockerClient(connection, {
      version,
      places,
      clock,
      ...(log ? { onListenerError } : {}),
    });
    await client.watch();
    return client;
  } catch (error) {
    connection.close();
    throw error;
  }
};
