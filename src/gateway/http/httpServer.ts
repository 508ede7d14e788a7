import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { HttpAnswer, HttpReply, StreamedReply } from '../../aws/http';
import type { Waiting } from '../../aws/waiting';
import { framingProblem } from './framingProblem';
import { isWebSocket } from './isWebSocket';
import { jsonReply } from './jsonReply';
import { ReceivedRequest } from './receivedRequest';
import { replayWithoutUpgrade } from './replayWithoutUpgrade';
import { sendReply } from './sendReply';
import { sendStream } from './sendStream';
import { isTunnel, sendTunnel } from './sendTunnel';
import { Waiter } from './waiter';

/** An answer without an end: `live` writes to the response until the reader leaves. */
export interface LiveReply {
  readonly live: (response: ServerResponse) => void;
}

/** Answers one request. `waiting` tells when nobody waits for the answer any more. */
export type Answer = (request: ReceivedRequest, waiting: Waiting) => Promise<HttpAnswer | LiveReply>;

/** How long running requests may take to end when the server closes. */
const CLOSE_GRACE_MS = 2000;
/** Longer than the pauses of SDK clients, which reuse a connection just as it closes otherwise. */
const KEEP_ALIVE_MS = 65_000;

const ignore = () => {};

/** An HTTP server that a client's mistakes do not bring down, and that closes when told, whoever is connected. */
export class HttpServer {
  private readonly server: Server;
  private readonly running = new Map<ServerResponse, Waiter>();
  private readonly streams = new Set<ServerResponse>();
  /** Connections without a request so far, which Node does not take for idle. */
  private readonly silent = new Set<Socket>();
  /** Connections that Node has handed over at some time, as long as they are open. */
  private readonly upgraded = new Set<Socket>();
  /** Connections that end with the answer they are about to get. */
  private readonly refused = new WeakSet<Socket>();

  constructor(
    private readonly answer: Answer,
    /** Told of errors that are not the client's. */
    private readonly report: (line: string) => void,
  ) {
    this.server = createServer((message, response) => {
      void this.handle(new ReceivedRequest(message), message, response);
    });
    this.server.on('upgrade', (message: IncomingMessage, socket: Socket, rest: Buffer) => {
      void this.upgrade(message, socket, rest);
    });
    this.server.on('checkContinue', (message: IncomingMessage, response: ServerResponse) => {
      void this.handle(new ReceivedRequest(message, () => response.writeContinue()), message, response);
    });
    // An upload may take as long as it takes.
    this.server.requestTimeout = 0;
    // Bounded by their size, 16 KiB: Node would leave out those after the 2000th without a word.
    this.server.maxHeadersCount = 0;
    this.server.keepAliveTimeout = KEEP_ALIVE_MS;
    this.server.on('connection', (socket: Socket) => {
      if (this.upgraded.has(socket)) return; // it was given back
      this.silent.add(socket);
      socket.once('close', () => {
        this.silent.delete(socket);
        this.upgraded.delete(socket);
      });
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
      const force = setTimeout(() => this.cutOff(), CLOSE_GRACE_MS);
      this.server.close(() => {
        clearTimeout(force);
        resolve();
      });
      for (const response of this.streams) response.end();
      for (const waiter of this.running.values()) waiter.leave(new Error('The engine closes.'));
      for (const socket of this.silent) socket.destroy();
      this.server.closeIdleConnections();
    });
  }

  /** Node does not count connections among its own that it has handed over. */
  private cutOff(): void {
    this.server.closeAllConnections();
    for (const socket of this.upgraded) socket.destroy();
  }

  /**
   * A connection that asks for another protocol, which Node lets go of: a WebSocket is a request like others until it
   * is answered; what else is asked for (`h2c`) is not heard.
   */
  private async upgrade(message: IncomingMessage, socket: Socket, rest: Buffer): Promise<void> {
    if (!this.upgraded.has(socket)) socket.on('error', () => {}); // the client left; "close" follows
    this.upgraded.add(socket);
    await this.answersTo(socket);
    if (socket.destroyed) return;
    socket.setTimeout(0);
    if (!isWebSocket(message)) return replayWithoutUpgrade(this.server, message, socket, rest);
    if (rest.length > 0) socket.unshift(rest);
    const response = new ServerResponse(message);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once('finish', () => socket.destroySoon());
    await this.handle(new ReceivedRequest(message), message, response);
  }

  /** Resolves when what the connection asked before has its answers. */
  private async answersTo(socket: Socket): Promise<void> {
    const before = [...this.running.keys()].filter(({ req }) => req.socket === socket);
    await Promise.all(before.map((response) => once(response, 'close')));
  }

  private async handle(
    request: ReceivedRequest,
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (this.refused.has(message.socket)) return;
    const waiter = new Waiter();
    this.silent.delete(message.socket);
    this.running.set(response, waiter);
    message.on('error', ignore); // the client left; "close" follows
    response.on('error', ignore); // the reader left; "close" follows
    response.once('close', () => {
      this.running.delete(response);
      this.streams.delete(response);
      if (!response.writableFinished || request.isCutShort) waiter.leave(new Error('The client went away.'));
    });
    const problem = framingProblem(message);
    if (problem !== undefined) return this.refuse(message.socket, response, problem);
    const reply = await this.answer(request, waiter).catch((error) => this.failure(response, waiter, error));
    if (reply !== undefined) await this.send(request, response, reply);
  }

  /** Nobody can tell where the next request begins: what has come after this one is not looked at. */
  private async refuse(socket: Socket, response: ServerResponse, problem: HttpReply): Promise<void> {
    this.refused.add(socket);
    await setImmediate(); // the parser may yet refuse it, too, and then says so itself
    response.shouldKeepAlive = false;
    await sendReply(response, problem);
  }

  private async send(
    request: ReceivedRequest,
    response: ServerResponse,
    reply: HttpAnswer | LiveReply,
  ): Promise<void> {
    // A client that was never told to send its body may yet send it, or the next request: nobody can tell which.
    if (!this.server.listening || request.isHeldBack) response.shouldKeepAlive = false;
    if (isTunnel(reply)) return sendTunnel(response, reply);
    const uploaded = () => request.drain();
    if ('stream' in reply)
      return sendStream(response, reply, uploaded).catch((error) => this.unsendable(response, reply, error));
    if (!('live' in reply)) return sendReply(response, reply, uploaded);
    if (response.destroyed) return;
    this.streams.add(response);
    reply.live(response);
  }

  /** An answer of somebody else's that HTTP cannot carry (a control character in its reason or a trailer). */
  private async unsendable(
    response: ServerResponse,
    { stream }: StreamedReply,
    error: unknown,
  ): Promise<void> {
    stream.destroy();
    if (response.headersSent) {
      response.destroy(); // it cannot be made whole any more
      return;
    }
    response.statusMessage = '';
    response.shouldKeepAlive = false;
    await sendReply(response, jsonReply(502, { message: `The answer could not be sent: ${String(error)}` }));
  }

  /** What a client gets to see of a failure; undefined when nobody is there to see it. */
  private failure(response: ServerResponse, { left }: Waiter, error: unknown): HttpAnswer | undefined {
    if (response.destroyed || response.writableEnded) return undefined;
    if (left !== undefined) {
      response.shouldKeepAlive = false;
      return jsonReply(503, { message: 'The engine is closing.' });
    }
    this.report(`A request failed: ${error instanceof Error ? error.stack : String(error)}`);
    return jsonReply(500, { message: `The engine failed: ${String(error)}` });
  }
}
