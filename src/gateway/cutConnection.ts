import type { FiredRule } from './faults/firedRule';
import type { LiveReply } from './http/httpServer';

/** In place of an answer: the connection is cut (the client sees ECONNRESET), or closed after nothing came. */
export const cutConnection = ({ outcome }: FiredRule): LiveReply => ({
  live: ({ req: { socket } }) => {
    if (outcome === 'reset') socket.resetAndDestroy();
    else socket.destroy();
  },
});
