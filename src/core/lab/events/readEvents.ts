import { createParser } from 'eventsource-parser';

export interface ReadEventsOptions {
  readonly url: string;
  readonly signal: AbortSignal;
  /** Of the last event that was read before: what came since is read first. */
  readonly lastId?: string;
  readonly onOpen: () => void;
  /** The data of one event, and its id, where it has one. */
  readonly onData: (data: string, id?: string) => void;
}

/** A single event longer than this is none of the engine's. */
const maxBufferSize = 1024 * 1024;

/** Reads server-sent events until the stream ends. Rejects when it cannot be had, breaks off, or `signal` aborts. */
export const readEvents = async (options: ReadEventsOptions): Promise<void> => {
  const { url, signal, lastId, onOpen, onData } = options;
  const headers = { accept: 'text/event-stream', ...(lastId !== undefined && { 'last-event-id': lastId }) };
  const response = await fetch(url, { signal, headers });
  const type = response.headers.get('content-type') ?? 'nothing';
  if (!response.ok || !response.body || !type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    throw new Error(`${url} answered ${response.status} with ${type} instead of events.`);
  }
  onOpen();
  const parser = createParser({ onEvent: ({ data, id }) => onData(data, id), maxBufferSize });
  const decoder = new TextDecoder();
  for await (const chunk of response.body) parser.feed(decoder.decode(chunk, { stream: true }));
};
