import type { Readable } from 'node:stream';

/** Calls back with every line of a stream, without its line break, and with what is left at the end. */
export function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      onLine(rest + chunk.slice(start, end));
      rest = '';
      start = end + 1;
    }
    rest += chunk.slice(start);
  });
  // A pipe that breaks with its process has ended too; what it held so far was read.
  stream.on('error', () => {});
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
