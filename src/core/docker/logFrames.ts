/**
 * Takes the streams of a container's log apart. Without a terminal each piece has a header of 8 bytes: the stream's
 * number, three zeros, the length (https://docs.docker.com/reference/api/engine/, "Stream format").
 */
export class LogFrames {
  private rest: Buffer = Buffer.alloc(0);

  /** `stream` is 1 for standard output, 2 for errors. */
  constructor(private readonly onPiece: (stream: number, piece: Buffer) => void) {}

  write(chunk: Buffer): void {
    let bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    while (bytes.length >= 8) {
      const end = 8 + bytes.readUInt32BE(4);
      if (bytes.length < end) break;
      this.onPiece(bytes.readUInt8(0), bytes.subarray(8, end));
      bytes = bytes.subarray(end);
    }
    this.rest = bytes;
  }
}
