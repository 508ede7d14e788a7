/** How the lab lost a container that served. */
export type SessionEnd =
  /** Somebody stopped it, on purpose. */
  | { readonly state: 'stopped'; readonly notice: string }
  | { readonly state: 'failed'; readonly reason: string };
