import { mediaTypeOf } from './apiRequest';

/** Whether an API treats a content type as binary. Only the first type of an Accept header counts. */
export function isBinary(contentType: string | undefined, binaryMediaTypes: readonly string[]): boolean {
  const type = mediaTypeOf(contentType?.split(',', 1)[0]);
  const [kind] = type.split('/', 1);
  return binaryMediaTypes.some((binary) => binary === '*/*' || binary === type || binary === `${kind}/*`);
}
