import type { OutgoingMessage } from 'node:http';

const EMPTY = Buffer.alloc(0);

/**
 * Sends the head of a message that has a body, before there is any of it. Node's `flushHeaders` takes the head for
 * UTF-8 where it is Latin-1, so that a name in an object's metadata would arrive as another.
 */
export const flushHead = (message: OutgoingMessage): void => {
  message.write(EMPTY);
};
