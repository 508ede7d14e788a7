import { connectDocker } from '../../core/docker/connectDocker';
import type { Docker } from '../../core/docker/docker';
import { dockerPlaces } from '../../core/docker/dockerPlaces';
import { isAbort, isHumanError, messageOf } from '../../core/errors';
import type { Log } from '../../core/log';

/** Whether Docker answers here: `Docker 20.10.24`, or why not, in a sentence with the next step. */
export type DockerFound =
  | { readonly answers: true; readonly name: string }
  | { readonly answers: false; readonly reason: string };

export interface DockerLookupOptions {
  /** Empty when none was set. */
  readonly host: () => string;
  readonly log: Log;
  readonly connect?: typeof connectDocker;
}

/** Where the extension gets Docker from. Nothing is looked for, or loaded, before somebody asks. */
export class DockerLookup {
  constructor(private readonly options: DockerLookupOptions) {}

  /** The caller disposes of it. Rejects with a `DockerProblemError`. */
  connect(signal?: AbortSignal): Promise<Docker> {
    const { connect = connectDocker, log, host } = this.options;
    return connect({ places: dockerPlaces({ host: host().trim() }), log, ...(signal ? { signal } : {}) });
  }

  /** Rejects only when the signal aborts. */
  async look(signal?: AbortSignal): Promise<DockerFound> {
    try {
      const docker = await this.connect(signal);
      docker.dispose();
      return { answers: true, name: `Docker ${docker.version}` };
    } catch (error) {
      if (isAbort(error)) throw error;
      if (!isHumanError(error)) this.options.log.error('Docker could not be asked', error);
      return { answers: false, reason: messageOf(error) };
    }
  }
}
