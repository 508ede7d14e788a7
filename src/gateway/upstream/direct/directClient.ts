import type { Waiting } from '../../../aws/waiting';
import { DirectConnection, type DirectReply, type DirectRequest } from './directConnection';

export interface DirectClientOptions {
  readonly host: string;
  readonly port: number;
  /** How long a connection is kept that nobody uses. */
  readonly idleMs: number;
  readonly connectTimeoutMs: number;
}

type Leaving = Pick<Waiting, 'left' | 'onLeave'>;

/** The server closed a connection that had been used before, maybe before this request reached it. */
export class StaleConnectionError extends Error {}

const MAX_IDLE = 256;
const SWEEP_MS = 1000;

/** Connections to one HTTP server: as many as there are requests at once, and used again. */
export class DirectClient {
  private readonly all = new Set<DirectConnection>();
  /** The one that was used last comes last, and is used next. */
  private idle: DirectConnection[] = [];
  private sweeper: NodeJS.Timeout | undefined;

  constructor(private readonly options: DirectClientOptions) {}

  /** Rejects when no answer begins, with the connection's error; that ends when nobody waits any more. */
  async send(request: DirectRequest, waiting: Leaving): Promise<DirectReply> {
    if (waiting.left !== undefined) throw waiting.left;
    const connection = this.take() ?? this.open();
    const isReused = connection.answered > 0;
    waiting.onLeave(() => connection.destroy());
    try {
      return await connection.send(request);
    } catch (error) {
      throw isReused && isReset(error)
        ? new StaleConnectionError('The connection was stale.', { cause: error })
        : error;
    } finally {
      waiting.onLeave(undefined);
    }
  }

  close(): void {
    clearInterval(this.sweeper);
    this.sweeper = undefined;
    for (const connection of this.all) connection.destroy();
  }

  private take(): DirectConnection | undefined {
    const now = Date.now();
    for (let last = this.idle.pop(); last !== undefined; last = this.idle.pop()) {
      if (last.isOpen && last.usableUntil > now) return last;
      last.destroy();
    }
    return undefined;
  }

  private open(): DirectConnection {
    const connection = new DirectConnection({
      ...this.options,
      onIdle: (idle) => this.keep(idle),
      onClose: (closed) => this.forget(closed),
    });
    this.all.add(connection);
    return connection;
  }

  private keep(connection: DirectConnection): void {
    if (this.idle.length >= MAX_IDLE) {
      connection.destroy();
      return;
    }
    this.idle.push(connection);
    this.sweeper ??= setInterval(() => this.sweep(), SWEEP_MS).unref();
  }

  private forget(connection: DirectConnection): void {
    this.all.delete(connection);
    const at = this.idle.indexOf(connection);
    if (at >= 0) this.idle.splice(at, 1);
  }

  private sweep(): void {
    const now = Date.now();
    for (const connection of this.idle) if (connection.usableUntil <= now) connection.destroy();
    this.idle = this.idle.filter(({ usableUntil }) => usableUntil > now);
    if (this.idle.length > 0) return;
    clearInterval(this.sweeper);
    this.sweeper = undefined;
  }
}

const isReset = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
