export interface BoundedBody {
  readonly bytes: Buffer;
  /** There was more: the rest was not read. */
  readonly truncated: boolean;
}

/** Reads a body up to a limit and lets go of the rest. */
export const readBounded = async (
  body: AsyncIterable<Buffer | string> | null,
  maxBytes: number,
): Promise<BoundedBody> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > maxBytes) break; // leaving the loop destroys the stream
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), truncated: length > maxBytes };
};
