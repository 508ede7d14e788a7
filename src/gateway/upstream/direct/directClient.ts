import { DirectConnection, type DirectReply, type DirectRequest } from './directConnection';

export interface DirectClientOptions {
  readonly host: string;
  readonly port: number;
  /** How long a connection is kept that nobody uses. */
  readonly idleMs: number;
  readonly connectTimeoutMs: number;
}

/** Connections to one HTTP server: as many as there are requests at once, and used again. */
export class DirectClient {
  private readonly all = new Set<DirectConnection>();
  /** The one used last comes last, and is used next. */
  private idle: DirectConnection[] = [];
  private sweeper: NodeJS.Timeout | undefined;

  constructor(private readonly options: DirectClientOptions) {}

  /**
   * Rejects with the error of the connection when no answer begins; with `signal`, the connection ends.
   * `isRepeatable` says whether it may have been closed by the server before the request reached it.
   */
  async send(request: DirectRequest, signal: AbortSignal): Promise<DirectReply> {
    const connection = this.take() ?? this.open();
    const leave = () => connection.destroy();
    signal.addEventListener('abort', leave, { once: true });
    const isReused = connection.answered > 0;
    try {
      return await connection.send(request);
    } catch (error) {
      throw isReused && isReset(error) ? new StaleConnectionError(error) : error;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }
}
