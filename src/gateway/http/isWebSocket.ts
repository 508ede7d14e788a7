import type { IncomingMessage } from 'node:http';

/** As Node's parser marks a message whose connection it hands over; its types do not tell. */
interface HandedOver {
  readonly upgrade?: boolean | null;
}

/** Whether a request opens a WebSocket (RFC 6455, section 4.1): one with a body is no such request. */
export const isWebSocket = ({ upgrade, method, headers }: IncomingMessage & HandedOver): boolean =>
  upgrade === true &&
  method === 'GET' &&
  headers.upgrade?.toLowerCase() === 'websocket' &&
  headers['transfer-encoding'] === undefined &&
  Number(headers['content-length'] ?? 0) === 0;
