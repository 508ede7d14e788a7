/** An activity that could not be carried out. Its message says why, for the journal. */
export class ActivityFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ActivityFailed';
  }
}
