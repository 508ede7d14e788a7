import type { HttpRequest } from '../../aws/http';

/** What a signature says of the call. */
export interface SigningScope {
  readonly accessKeyId: string;
  /** The signing name, not botocore's client name. */
  readonly service: string;
  /** Absent for signatures that are good in many regions (SigV4a). */
  readonly region?: string;
}

/** `AKID/20261123/us-east-1/lambda/aws4_request`, with SigV4a `AKID/20261123/s3/aws4_request`. */
const credentialPattern = /^(.+?)\/\d{8}(?:\/([^/]+))?\/([^/]+)\/aws4_request$/;

/** From the Authorization header, else from a presigned query. The signature itself is not checked. */
export function readSigningScope({
  headers,
  query,
}: Pick<HttpRequest, 'headers' | 'query'>): SigningScope | undefined {
  const signed = /^AWS4-\S+ .*?Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  const credential = signed ?? query.get('X-Amz-Credential') ?? '';
  const [, accessKeyId, region, service] = credentialPattern.exec(credential) ?? [];
  if (accessKeyId === undefined || service === undefined) return undefined;
  return { accessKeyId, service, ...(region !== undefined && { region }) };
}
