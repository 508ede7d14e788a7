import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { HttpReply } from '../../aws/http';
import { jsonReply } from './jsonReply';
import { sendReply } from './sendReply';

/** An answer that goes on: `stream` writes to the response until the reader leaves. */
export interface StreamReply {
  readonly stream: (response: ServerResponse) => void;
}

/** Answers one request. `signal` aborts when nobody waits for the answer any more. */
export type Answer = (message: IncomingMessage, signal: AbortSignal) => Promise<HttpReply | StreamReply>;

/** How long running requests may take to end when the server closes. */
const CLOSE_GRACE_MS = 2000;
/** Longer than the pauses of SDK clients, which reuse a connection just as it closes otherwise. */
const KEEP_ALIVE_MS = 65_000;

/** An HTTP server that a client's mistakes do not bring down, and that closes when told, whoever is connected. */
export class HttpServer {
  private readonly server: Server;
  private readonly running = new Map<ServerResponse, AbortController>();
  private readonly streams = new Set<ServerResponse>();
  /** Connections without a request so far, which Node does not take for idle. */
  private readonly silent = new Set<Socket>();

  constructor(
    private readonly answer: Answer,
    /** Told of errors that are not the client's. */
    private readonly report: (line: string) => void,
  ) {
    this.server = createServer((message, response) => void this.handle(message, response));
    this.server.keepAliveTimeout = KEEP_ALIVE_MS;
    this.server.on('connection', (socket: Socket) => {
      this.silent.add(socket);
      socket.once('close', () => this.silent.delete(socket));
    });
  }

  /** Gives the port. Rejects with Node's error (`EADDRINUSE`, …) when it cannot listen. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ port, host }, () => {
        this.server.off('error', reject);
        resolve((this.server.address() as AddressInfo).port);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      const force = setTimeout(() => this.server.closeAllConnections(), CLOSE_GRACE_MS);
      this.server.close(() => {
        clearTimeout(force);
        resolve();
      });
      for (const response of this.streams) response.end();
      for (const controller of this.running.values()) controller.abort(new Error('The engine closes.'));
      for (const socket of this.silent) socket.destroy();
      this.server.closeIdleConnections();
    });
  }

  private async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const controller = new AbortController();
    this.silent.delete(message.socket);
    this.running.set(response, controller);
    response.on('error', () => {}); // the reader left; "close" follows
    response.once('close', () => {
      this.running.delete(response);
      this.streams.delete(response);
      controller.abort(new Error('The client went away.'));
    });
    try {
      this.send(response, await this.answer(message, controller.signal));
    } catch (error) {
      this.fail(response, controller.signal, error);
    }
  }

  private send(response: ServerResponse, reply: HttpReply | StreamReply): void {
    if (!this.server.listening) response.shouldKeepAlive = false;
    if (!('stream' in reply)) {
      sendReply(response, reply);
    } else if (!response.destroyed) {
      this.streams.add(response);
      reply.stream(response);
    }
  }

  private fail(response: ServerResponse, signal: AbortSignal, error: unknown): void {
    if (response.destroyed || response.writableEnded) return;
    if (signal.aborted) {
      response.shouldKeepAlive = false;
      sendReply(response, jsonReply(503, { message: 'The engine is closing.' }));
      return;
    }
    this.report(`A request failed: ${error instanceof Error ? error.stack : String(error)}`);
    sendReply(response, jsonReply(500, { message: `The engine failed: ${String(error)}` }));
  }
}
