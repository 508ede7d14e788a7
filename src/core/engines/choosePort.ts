import { createServer } from 'node:net';
import { HumanError } from '../errors';
import { ChaosClient } from '../http/chaosClient';
import { isEmulator } from './product';

/** An emulator answers where the engine was to listen: the person decides whether to attach to it. */
export class EmulatorThereError extends HumanError {
  constructor(
    /** Where it answers: what to attach to. */
    readonly endpoint: string,
  ) {
    super(`An emulator answers at ${endpoint} already. Attach to it, or start the engine on another port.`);
    this.name = 'EmulatorThereError';
  }
}

export const isEmulatorThere = (error: unknown): error is EmulatorThereError =>
  error instanceof EmulatorThereError;

export interface PortWish {
  /** 4566, or what the person set. 0 is any free one. */
  readonly preferred: number;
  /** Tried when the preferred one is taken: what this workspace used last time. */
  readonly fallback?: number;
  /** What to do when an emulator answers at the preferred port: throw `EmulatorThereError`, or pass it by. */
  readonly whenEmulator: 'report' | 'avoid';
}

/** The port to start the engine with; 0 lets the system choose. */
export const choosePort = async (wish: PortWish, host = '127.0.0.1'): Promise<number> => {
  if (wish.preferred === 0 || (await isFree(wish.preferred, host))) return wish.preferred;
  const endpoint = `http://${host}:${wish.preferred}`;
  if (wish.whenEmulator === 'report' && (await emulatorAnswers(endpoint))) {
    throw new EmulatorThereError(endpoint);
  }
  if (wish.fallback && (await isFree(wish.fallback, host))) return wish.fallback;
  return 0;
};

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

const emulatorAnswers = async (endpoint: string): Promise<boolean> => {
  try {
    return isEmulator(await new ChaosClient(endpoint, { timeoutMs: 2000 }).health());
  } catch {
    return false; // something else holds the port
  }
};
