import { HumanError } from '../errors';

/** A port on this machine that a container was to have is in use. */
export class PortTakenError extends HumanError {
  constructor(
    readonly port: number,
    options?: ErrorOptions,
  ) {
    super(
      `Port ${port} is in use on this machine. Stop what listens there, or set another port.`,
      'failed',
      options,
    );
    this.name = 'PortTakenError';
  }
}

export const isPortTaken = (error: unknown): error is PortTakenError => error instanceof PortTakenError;
