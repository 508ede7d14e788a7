import { Readable } from 'node:stream';
import type { HttpReply } from '../http';

/** The part of an SDK client that reads what came back. */
interface SdkClient {
  // biome-ignore lint/suspicious/noExplicitAny: each client has input and output types of its own.
  send(command: any): Promise<any>;
  readonly config: { requestHandler: unknown };
}

/** What a client makes of an error. */
export interface ReceivedError {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
}

/** For tests: what a real SDK client makes of a reply. Rejects with what the client throws. */
// biome-ignore lint/suspicious/noExplicitAny: the output type is the command's.
export async function receivedBy(client: SdkClient, command: unknown, reply: HttpReply): Promise<any> {
  const { status, headers, body } = reply;
  const response = { statusCode: status, headers, body: Readable.from([Buffer.from(body)]) };
  client.config.requestHandler = { handle: async () => ({ response }) };
  return client.send(command);
}

/** For tests: the error that a real SDK client throws for a reply. */
export async function errorReceivedBy(
  client: SdkClient,
  command: unknown,
  reply: HttpReply,
): Promise<ReceivedError> {
  try {
    await receivedBy(client, command, reply);
  } catch (error) {
    const { name, message, $metadata } = error as ReceivedError & {
      $metadata?: { httpStatusCode?: number; requestId?: string };
    };
    return { name, message, status: $metadata?.httpStatusCode, requestId: $metadata?.requestId };
  }
  throw new Error('The client took it for a success.');
}
