import type { LogSink } from '../../ports';

/** AWS returns this much of a log with an answer. */
const TAIL_BYTES = 4096;

/** One invocation's lines, written to its log stream as they come, the last of them kept for the caller. */
export class InvocationLog {
  private text = '';

  constructor(
    private readonly sink: LogSink,
    private readonly region: string,
    private readonly group: string,
    private readonly stream: string,
  ) {}

  readonly write = (...messages: readonly string[]): void => {
    const timestamp = Date.now();
    for (const message of messages) this.text += message;
    if (this.text.length > 16 * TAIL_BYTES) this.text = this.text.slice(-TAIL_BYTES);
    this.sink.append(
      this.region,
      this.group,
      this.stream,
      messages.map((message) => ({ timestamp, message })),
    );
  };

  get tail(): string {
    if (this.text.length * 3 <= TAIL_BYTES) return this.text;
    return Buffer.from(this.text).subarray(-TAIL_BYTES).toString();
  }
}

export interface ReportFigures {
  readonly requestId: string;
  readonly durationMs: number;
  readonly memoryMb: number;
  /** 0 when the environment ended before it told. */
  readonly peakMemoryKb: number;
  /** Of a cold start. */
  readonly initDurationMs?: number;
  /** `timeout`, or `error` with the type of what ended the environment. */
  readonly status?: string;
}

/** The line with which Lambda closes an invocation. */
export function reportLine(figures: ReportFigures): string {
  const { requestId, durationMs, memoryMb, peakMemoryKb, initDurationMs, status } = figures;
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs)} ms`,
    `Memory Size: ${memoryMb} MB`,
    ...(peakMemoryKb > 0 ? [`Max Memory Used: ${Math.ceil(peakMemoryKb / 1024)} MB`] : []),
    ...(initDurationMs === undefined ? [] : [`Init Duration: ${initDurationMs.toFixed(2)} ms`]),
    ...(status === undefined ? [] : [`Status: ${status}`]),
  ];
  return `${fields.join('\t')}\t\n`;
}
