import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { StreamedReply } from '../../aws/http';
import { rawPairs } from './rawPairs';

/** A reply after which the connection speaks another protocol. */
export type Tunnel = StreamedReply & Required<Pick<StreamedReply, 'tunnel'>>;

export const isTunnel = (reply: object): reply is Tunnel => 'tunnel' in reply;

/** Sends the head, then carries bytes both ways; the side that ends or breaks off takes the other one with it. */
export function sendTunnel({ req, destroyed }: ServerResponse, { tunnel, ...head }: Tunnel): void {
  const { socket } = req;
  if (destroyed || socket.destroyed) {
    tunnel.destroy();
    return;
  }
  socket.write(headOf(head), 'latin1');
  carry(socket, tunnel);
  carry(tunnel, socket);
}

/** Not through the response: that would write Latin-1 as UTF-8, and knows of no head without an end. */
const headOf = ({ status, statusText, rawHeaders }: Omit<Tunnel, 'tunnel'>): string => {
  const lines = rawPairs(rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${statusText}\r\n${lines.join('')}\r\n`;
};

function carry(from: Socket, to: Socket): void {
  from.on('error', () => {}); // "close" follows
  from.once('close', () => to.destroySoon());
  from.pipe(to);
}
