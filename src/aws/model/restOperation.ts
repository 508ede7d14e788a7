/** What a REST operation looks like on the wire. */
export interface RestOperation {
  readonly name: string;
  readonly method: string;
  /** `/restapis/{restApiId}/resources`, `/{Bucket}/{Key+}?uploads`: labels by member name, query literals. */
  readonly uri: string;
  /** Query parameters (`?uploadId`) and headers (`x-amz-copy-source`) that the request must carry. */
  readonly needs?: readonly string[];
  /** Query parameter -> member. A suffix tells the type: `limit:number`, `embed:list`. */
  readonly query?: Readonly<Record<string, string>>;
  /** The member that takes all query parameters that are bound to no other. */
  readonly queryMap?: string;
  /** Lower-case header -> member, with the suffix as in `query`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Prefix of headers -> the member that takes them: `x-amz-meta-` -> `Metadata`. */
  readonly headerMap?: Readonly<Record<string, string>>;
  /** Name in the JSON body -> member, where they differ: `httpMethod` -> `integrationHttpMethod`. */
  readonly body?: Readonly<Record<string, string>>;
  /** The member that is the body as a whole. Without it the members of the body are members of the input. */
  readonly payload?: { readonly member: string; readonly kind: 'bytes' | 'text' | 'structure' };
}
