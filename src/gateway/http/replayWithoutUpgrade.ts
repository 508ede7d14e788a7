import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Gives a request whose wish for another protocol is not heard back to the server, as one without that wish, which HTTP
 * allows (RFC 9110, section 7.8). Node hands over the connection right behind the head, and reads no body then.
 */
export function replayWithoutUpgrade(
  server: Server,
  message: IncomingMessage,
  socket: Socket,
  rest: Buffer,
): void {
  socket.unshift(Buffer.concat([Buffer.from(headOf(message), 'latin1'), rest]));
  server.emit('connection', socket);
}

function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  let head = `${method} ${url} HTTP/${httpVersion}\r\n`;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = [rawHeaders[at], rawHeaders[at + 1]];
    if (name.toLowerCase() !== 'upgrade') head += `${name}: ${optionsOf(name, value)}\r\n`;
  }
  return `${head}\r\n`;
}

/** `Connection: Upgrade` without the header of that name would still ask for it. */
const optionsOf = (name: string, value: string): string =>
  name.toLowerCase() === 'connection' ? value.replace(/(^|,)\s*upgrade\s*(?=,|$)/gi, '$1') : value;
