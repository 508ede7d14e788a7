/** A probe as we write it: it asks a URL. */
export interface Probe {
  readonly type: 'probe';
  readonly name: string;
  /** The HTTP status that it has to answer. */
  readonly tolerance: number;
  readonly provider: HttpProvider;
}

/** An action as we write it: it asks a URL. */
export interface Action {
  readonly type: 'action';
  readonly name: string;
  readonly background: false;
  readonly provider: HttpProvider;
  /** Seconds. */
  readonly pauses?: { readonly after: number };
}

export interface HttpProvider {
  readonly type: 'http';
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, as JSON. */
  readonly arguments?: unknown;
  /** Seconds. */
  readonly timeout: number;
}
