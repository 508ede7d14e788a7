import { HumanError } from '../../errors';
import { type BoundedLine, boundedLines } from './boundedLines';
import {
  type AnswerLine,
  chaoslogVersion,
  type LogHeader,
  type LogLine,
  maxLineBytes,
  maxRecordedBytes,
  megabyte,
} from './chaoslog';
import { parseHeader, parseLine } from './logLines';

/** A recording that was read, as far as it could be. */
export interface Recording {
  readonly header: LogHeader;
  /** In the order of the file. */
  readonly lines: readonly LogLine[];
  /** Unix ms. */
  readonly from: number;
  /** Unix ms of the last thing in it. */
  readonly to: number;
  /** What could not be read, in a sentence each; empty when all was. */
  readonly problems: readonly string[];
}

export interface ReadLimits {
  /** Of the file; a little more than a recorder writes, when absent. */
  readonly maxBytes?: number;
  /** Of one line. */
  readonly maxLineBytes?: number;
  /** Lines that are kept; 300,000 when absent. */
  readonly maxLines?: number;
  /** Of all headers and bodies together; 48 MiB when absent. Answers beyond are kept without them. */
  readonly maxDetailBytes?: number;
  /** Of the lines with endpoints, faults and notes together, which cost far more in memory; 8 MiB when absent. */
  readonly maxStateBytes?: number;
}

/**
 * Reads a recording as its bytes come. Rejects with a `HumanError` for what is none, and when `signal` aborts.
 *
 * What is damaged, unknown or beyond the limits is left out, and said in `problems`.
 */
export const readRecording = async (
  chunks: AsyncIterable<Uint8Array>,
  limits: ReadLimits = {},
  signal?: AbortSignal,
): Promise<Recording> => {
  const bytes = new ByteLimit(limits.maxBytes ?? maxRecordedBytes + maxLineBytes);
  const lines = boundedLines(bytes.limit(chunks), limits.maxLineBytes ?? maxLineBytes);
  let reader: RecordingReader | undefined;
  for await (const line of lines) {
    signal?.throwIfAborted();
    if (!reader) reader = new RecordingReader(headerOf(line), limits);
    else if (!reader.add(line)) break;
  }
  if (!reader) throw new HumanError('This file is empty: there is no recording in it.');
  return reader.recording(bytes.reached);
};

const headerOf = (line: BoundedLine): LogHeader => {
  const header = line === 'too-long' ? undefined : parseHeader(line.text);
  if (header) return header;
  throw new HumanError(
    'This is not a recording of Chaos Lab: its first line is not the header of a .chaoslog file. Open another one.',
  );
};

/** Lets through so many bytes and no more. */
class ByteLimit {
  reached = false;

  constructor(private readonly maxBytes: number) {}

  async *limit(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let left = this.maxBytes;
    for await (const chunk of chunks) {
      this.reached = chunk.length > left;
      yield this.reached ? chunk.subarray(0, left) : chunk;
      left -= chunk.length;
      if (this.reached) return;
    }
  }
}

/** What was left out, by why. */
interface LeftOut {
  broken: number;
  unknown: number;
  tooLong: number;
  withoutDetail: number;
  tooMuch: number;
}

class RecordingReader {
  private readonly lines: LogLine[] = [];
  private readonly left: LeftOut = { broken: 0, unknown: 0, tooLong: 0, withoutDetail: 0, tooMuch: 0 };
  private detailBytes = 0;
  private stateBytes = 0;
  private lastBroken = false;
  private ended = false;
  private full = false;
  private to: number;

  constructor(
    private readonly header: LogHeader,
    private readonly limits: ReadLimits,
  ) {
    this.to = header.startedAt;
  }

  /** Gives whether there is room for more. */
  add(line: BoundedLine): boolean {
    if (line !== 'too-long' && line.text.trim() === '') return true;
    this.full = this.lines.length >= (this.limits.maxLines ?? 300_000);
    if (this.full) return false;
    const parsed = line === 'too-long' ? line : parseLine(line.text);
    this.lastBroken = parsed === 'broken';
    if (typeof parsed === 'string') this.leaveOut(parsed);
    else if (!this.fits(parsed, line)) this.left.tooMuch++;
    else this.keep(parsed);
    return true;
  }

  recording(tooLarge: boolean): Recording {
    const { header, lines, to } = this;
    return { header, lines, from: header.startedAt, to, problems: this.problems(tooLarge) };
  }

  /** A list of thousands of endpoints, said again and again, would be gigabytes. */
  private fits({ kind }: LogLine, line: BoundedLine): boolean {
    if (line === 'too-long' || !stateKinds.has(kind)) return true;
    this.stateBytes += line.text.length;
    return this.stateBytes <= (this.limits.maxStateBytes ?? 8 * megabyte);
  }

  private leaveOut(why: 'broken' | 'unknown' | 'too-long'): void {
    if (why === 'too-long') this.left.tooLong++;
    else this.left[why]++;
  }

  private keep(line: LogLine): void {
    if (line.kind === 'end') this.ended = true;
    this.to = Math.max(this.to, line.at + ('durationMs' in line ? line.durationMs : 0));
    this.lines.push(line.kind === 'probe' || line.kind === 'response' ? this.bounded(line) : line);
  }

  private bounded(line: AnswerLine): AnswerLine {
    const size = detailSize(line);
    if (this.detailBytes + size <= (this.limits.maxDetailBytes ?? 48 * megabyte)) {
      this.detailBytes += size;
      return line;
    }
    this.left.withoutDetail++;
    const { headers, body, bodyBase64, truncated, ...rest } = line;
    return rest;
  }

  private problems(tooLarge: boolean): string[] {
    const { broken, unknown, tooLong, withoutDetail, tooMuch } = this.left;
    const cut = !this.ended && !tooLarge && !this.full;
    const damaged = broken - (cut && this.lastBroken ? 1 : 0);
    return [
      this.header.version > chaoslogVersion
        ? `It was written in version ${this.header.version} of the format, and read as version ${chaoslogVersion}.`
        : '',
      cut ? 'It has no end: the recording was cut off. All before that is shown.' : '',
      tooLarge || this.full ? 'It is larger than what can be shown: the beginning is.' : '',
      damaged > 0 ? `${linesOf(damaged)} could not be read and ${isAre(damaged)} left out.` : '',
      tooLong > 0 ? `${linesOf(tooLong)} longer than any recorder writes ${isAre(tooLong)} left out.` : '',
      tooMuch > 0
        ? `${linesOf(tooMuch)} with endpoints, faults or notes ${isAre(tooMuch)} left out: there are too many.`
        : '',
      unknown > 0 ? `${linesOf(unknown)} of a kind unknown to this version ${isAre(unknown)} left out.` : '',
      withoutDetail > 0
        ? `${withoutDetail} answers are shown without headers and body: there are too many.`
        : '',
    ].filter(Boolean);
  }
}

const stateKinds: ReadonlySet<LogLine['kind']> = new Set(['endpoints', 'faults', 'note']);

const linesOf = (count: number): string => `${count} line${count === 1 ? '' : 's'}`;
const isAre = (count: number): string => (count === 1 ? 'is' : 'are');

/** Roughly what headers and body cost in memory. */
const detailSize = ({ headers = [], body = '', bodyBase64 = '' }: AnswerLine): number =>
  headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0) +
  body.length +
  bodyBase64.length;
