import { HumanError } from '../errors';

/** Why there is no Docker to work with. */
export type DockerProblem = 'not-installed' | 'not-running' | 'no-permission' | 'unreachable';

/** No Docker can be used: one sentence with what to do about it. */
export class DockerProblemError extends HumanError {
  constructor(
    readonly problem: DockerProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, 'unreachable', options);
    this.name = 'DockerProblemError';
  }
}

export const isDockerProblem = (error: unknown): error is DockerProblemError =>
  error instanceof DockerProblemError;
