/** A line of a file, or that it was longer than the bound and has been passed over. */
export type BoundedLine = { readonly text: string } | 'too-long';

/** Splits bytes into lines. No more than one line and one chunk is held at a time. */
export async function* boundedLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<BoundedLine> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const take = (): BoundedLine => {
    const line = size > maxLineBytes ? 'too-long' : { text: Buffer.concat(parts).toString('utf8') };
    parts = [];
    size = 0;
    return line;
  };
  const hold = (part: Uint8Array) => {
    size += part.length;
    if (size > maxLineBytes) parts = [];
    else parts.push(part);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      hold(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    hold(chunk.subarray(start));
  }
  if (size > 0) yield take();
}

const newline = 10;
