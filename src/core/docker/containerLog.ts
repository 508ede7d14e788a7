import type { LogLine } from '../logLine';
import type { DockerConnection } from './dockerConnection';
import { LineSplitter } from './lineSplitter';
import { LogFrames } from './logFrames';
import { parseLogLine } from './parseLogLine';

export interface LogRequest {
  readonly id: string;
  readonly tty: boolean;
  readonly signal?: AbortSignal;
  readonly onLine: (line: LogLine) => void;
}

/** The last lines, oldest first. */
export const readTail = (
  docker: DockerConnection,
  request: LogRequest & { readonly lines: number },
): Promise<void> => readLog(docker, request, { tail: request.lines }, 0);

/** Lines from `sinceMs` on, until the container ends. */
export const followLog = (
  docker: DockerConnection,
  request: LogRequest & { readonly sinceMs: number },
): Promise<void> => {
  const since = (Math.max(request.sinceMs, 0) / 1000).toFixed(3);
  return readLog(docker, request, { follow: true, since }, request.sinceMs);
};

const maxLineLength = 8192;

const readLog = async (
  docker: DockerConnection,
  { id, tty, signal, onLine }: LogRequest,
  query: Readonly<Record<string, string | number | boolean>>,
  sinceMs: number,
): Promise<void> => {
  const stream = await docker.stream({
    path: `/containers/${encodeURIComponent(id)}/logs`,
    query: { stdout: true, stderr: true, timestamps: true, ...query },
    timeoutMs: 60_000,
    ...(signal ? { signal } : {}),
  });
  const take = (raw: string) => {
    const { atMs, text } = cutTime(raw);
    // Docker counts `since` in whole seconds with some log drivers.
    if (atMs === undefined || atMs >= sinceMs) onLine(parseLogLine(text));
  };
  const [output, errors] = [new LineSplitter(take, maxLineLength), new LineSplitter(take, maxLineLength)];
  const frames = new LogFrames((from, piece) => (from === 2 ? errors : output).write(piece));
  await docker.readBytes(stream, signal, (chunk) => (tty ? output : frames).write(chunk));
  output.end();
  errors.end();
};

/** Docker puts the time before each line: `2026-11-23T07:11:29.123456789Z text`. */
const cutTime = (raw: string): { readonly atMs?: number; readonly text: string } => {
  const [all, time] = /^(\d{4}-\d\d-\d\dT\S+) /.exec(raw) ?? /^(\d{4}-\d\d-\d\dT\S+)$/.exec(raw) ?? [];
  const atMs = Date.parse(time ?? '');
  return all === undefined || Number.isNaN(atMs) ? { text: raw } : { atMs, text: raw.slice(all.length) };
};
