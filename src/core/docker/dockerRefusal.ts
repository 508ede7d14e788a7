/** Docker answered, and the answer is no; what that means is up to whoever asked. */
export class DockerRefusal extends Error {
  constructor(
    readonly status: number,
    /** In Docker's own words. */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DockerRefusal';
  }
}

export const isRefusal = (error: unknown, status?: number): error is DockerRefusal =>
  error instanceof DockerRefusal && (status === undefined || error.status === status);
