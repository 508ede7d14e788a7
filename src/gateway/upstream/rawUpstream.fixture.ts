import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type EngineInTest, withEngine } from '../../cli/engine/withEngine';

export interface RawUpstream {
  /** The gateway in front. */
  readonly engine: EngineInTest;
  /** All bytes that reached the upstream so far, as Latin-1. */
  readonly received: () => string;
}

/** What the upstream answers to what a connection has sent so far; undefined while it waits for more. */
export type RawAnswer = (sent: string, socket: Socket) => string | undefined;

/** A short answer to each request without a body. */
export const okToEach: RawAnswer = (sent) =>
  sent.endsWith('\r\n\r\n') ? 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' : undefined;

/** For tests: a server that shows the bytes it gets and sends the bytes it is told, and a gateway in front of it. */
export async function withRawUpstream(
  answer: RawAnswer,
  work: (test: RawUpstream) => Promise<void>,
): Promise<void> {
  const sockets = new Set<Socket>();
  let received = '';
  const server = createServer((socket) => {
    sockets.add(socket.setEncoding('latin1').on('error', () => {}));
    let sent = '';
    socket.on('data', (text) => {
      received += text;
      sent += text;
      const reply = answer(sent, socket);
      if (reply === undefined) return;
      sent = '';
      socket.write(reply, 'latin1');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await withEngine({ upstream, regions: [] }, (engine) => work({ engine, received: () => received }));
  } finally {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
}

/** Writes bytes as they are; gives what came back until the connection closed. */
export async function rawExchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  let answer = '';
  socket.on('data', (text) => {
    answer += text;
  });
  socket.on('error', () => {}); // a reset is an answer too
  socket.write(bytes, 'latin1');
  await once(socket, 'close');
  return answer;
}
