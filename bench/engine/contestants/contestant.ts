import type { Target } from '../load';

/** A server that runs, to be measured. */
export interface Server {
  readonly origin: string;
  /** Of the process whose CPU time and memory count, with those that it starts. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** What is asked of it. */
export interface Contestant extends Server {
  readonly target: Target;
}

export const asked = (server: Server, path: string, headers: Target['headers'] = {}): Contestant => ({
  ...server,
  target: { url: `${server.origin}${path}`, headers },
});
