import type { IncomingMessage } from 'node:http';
import type Dockerode from 'dockerode';
import { HumanError, isHumanError, messageOf } from '../errors';
import { abortError } from './aborted';
import type { DockerAddress } from './docker';
import { DockerRefusal } from './dockerRefusal';
import { LineSplitter } from './lineSplitter';

/** One request of the Docker Engine API (https://docs.docker.com/reference/api/engine/). */
export interface DockerCall {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Encoded already: `/containers/3f1c/start`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  /** Of the registry, for pulls. Never part of an error. */
  readonly auth?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** How long Docker may take; a minute when absent. Streams have no bound once they have begun. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 60_000;

/**
 * The HTTP client of one Docker Engine. What it rejects with is an `AbortError`, a `DockerRefusal`, or a `HumanError`
 * that says that Docker is gone or hangs.
 */
export class DockerConnection {
  private readonly closed = new AbortController();

  constructor(
    private readonly dockerode: Dockerode,
    readonly address: DockerAddress,
  ) {}

  /** The parsed answer; a Buffer when it is not JSON. */
  async json(call: DockerCall): Promise<unknown> {
    const { timeoutMs = defaultTimeoutMs } = call;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([this.closed.signal, timeout, ...(call.signal ? [call.signal] : [])]);
    try {
      return await this.dial(call, signal, false);
    } catch (error) {
      throw timeout.aborted && !call.signal?.aborted ? this.hangs(timeoutMs) : this.explain(error, signal);
    }
  }

  /** An answer that goes on: it ends with an error of the stream when the signal aborts. */
  async stream(call: DockerCall): Promise<IncomingMessage> {
    const own = new AbortController();
    const signal = AbortSignal.any([this.closed.signal, own.signal, ...(call.signal ? [call.signal] : [])]);
    const timer = call.timeoutMs ? setTimeout(() => own.abort(), call.timeoutMs) : undefined;
    try {
      const answer = (await this.dial(call, signal, true)) as IncomingMessage;
      answer.on('error', () => {}); // also when nobody reads it any more
      return answer;
    } catch (error) {
      throw own.signal.aborted ? this.hangs(call.timeoutMs ?? 0) : this.explain(error, signal);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Reads a stream to its end; rejects as `stream` does when it breaks off or the signal aborts. */
  async readLines(
    stream: IncomingMessage,
    signal: AbortSignal | undefined,
    onLine: (line: string) => void,
  ): Promise<void> {
    const lines = new LineSplitter(onLine);
    await this.readBytes(stream, signal, (chunk) => lines.write(chunk));
    lines.end();
  }

  async readBytes(
    stream: IncomingMessage,
    signal: AbortSignal | undefined,
    onChunk: (chunk: Buffer) => void,
  ): Promise<void> {
    try {
      for await (const chunk of stream) onChunk(chunk);
    } catch (error) {
      if (signal?.aborted || this.closed.signal.aborted) throw abortError(signal);
      throw new HumanError(this.lostSentence, 'unreachable', { cause: error });
    }
  }

  /** The sentence for a Docker that ended, or whose connection broke. */
  get lostSentence(): string {
    return `Docker does not answer any more at ${this.address.host}. Start it again, then try once more.`;
  }

  /** Ends all requests and streams. */
  close(): void {
    this.closed.abort();
  }

  private dial(call: DockerCall, signal: AbortSignal, isStream: boolean): Promise<unknown> {
    const { method = 'GET', path, query, body, auth } = call;
    return new Promise((resolve, reject) => {
      this.dockerode.modem.dial(
        {
          path: query ? `${path}?` : path,
          method,
          options: {
            ...(query ? { _query: query } : {}),
            ...(method === 'POST' ? { _body: body ?? {} } : {}),
          },
          ...(auth ? { authconfig: auth } : {}),
          isStream,
          abortSignal: signal,
          statusCodes: { 200: true, 201: true, 204: true, 304: true },
        },
        (error, answer) => (error ? reject(error) : resolve(answer)),
      );
    });
  }

  private explain(error: unknown, signal: AbortSignal): Error {
    if (signal.aborted) return abortError(signal);
    if (isHumanError(error)) return error;
    const { statusCode } = error as { statusCode?: number };
    const message = messageOf(error).trim();
    if (statusCode) return new DockerRefusal(statusCode, message.replace(prefix, ''), { cause: error });
    return new HumanError(this.lostSentence, 'unreachable', { cause: error });
  }

  private hangs(timeoutMs: number): HumanError {
    return new HumanError(
      `Docker at ${this.address.host} did not answer within ${timeoutMs / 1000} s. If it hangs, restart it.`,
      'unreachable',
    );
  }
}

/** What dockerode puts before Docker's own message. */
const prefix = /^\(HTTP code \d+\) \w+ - /;
