import type { HostMessage, LabRequest, PageMessage, ResponseView } from '../protocol';

interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

interface Pending {
  readonly resolve: (value: ResponseView | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** The way to the extension. */
export class Host {
  private readonly api = acquireVsCodeApi();
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;

  /** What the page kept for itself when it was hidden: a filter, a choice. */
  get kept(): unknown {
    return this.api.getState();
  }

  keep(state: unknown): void {
    this.api.setState(state);
  }

  /** Listens, then says that the page is there. */
  begin(onMessage: (message: Extract<HostMessage, { type: 'state' | 'changes' }>) => void): void {
    window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
      if (data.type === 'state' || data.type === 'changes') onMessage(data);
      else this.answered(data);
    });
    window.addEventListener('pagehide', () => this.end());
    this.api.postMessage({ type: 'ready' });
  }

  /** Rejects with a message for the person. */
  request(request: LabRequest): Promise<ResponseView | undefined> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.api.postMessage({ type: 'request', id, request });
    });
  }

  private answered(message: Extract<HostMessage, { type: 'done' | 'failed' }>): void {
    const pending = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.type === 'done') pending?.resolve(message.value);
    else pending?.reject(new Error(message.message));
  }

  private end(): void {
    for (const { reject } of this.pending.values()) reject(new Error('The panel was closed.'));
    this.pending.clear();
  }
}
