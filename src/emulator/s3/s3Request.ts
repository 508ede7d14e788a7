import type { Input, OperationContext } from '../service';

/** An S3 request by its wire names. S3 puts nearly everything into headers and the query. */
export interface S3Request {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  query(name: string): string | undefined;
  header(name: string): string | undefined;
  /** Every header, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function s3Request(input: Input, { region, request }: OperationContext): S3Request {
  const headers = request?.headers ?? {};
  return {
    bucket: String(input.Bucket ?? ''),
    key: String(input.Key ?? ''),
    region,
    query: (name) => request?.query.get(name) ?? undefined,
    header: (name) => headers[name],
    headers,
    body: request?.body ?? Buffer.alloc(0),
  };
}
