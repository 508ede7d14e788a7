/**
 * An activity that came to something Chaos Toolkit does not count as its failure: that ends the method, and the run is
 * aborted. Its message says why, for the journal.
 */
export class ActivityBroken extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ActivityBroken';
  }
}
