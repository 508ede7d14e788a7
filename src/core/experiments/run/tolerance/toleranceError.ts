/** A tolerance that cannot be applied: its pattern or path, known only now, or what it looks at. A sentence for people. */
export class ToleranceError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ToleranceError';
  }
}
