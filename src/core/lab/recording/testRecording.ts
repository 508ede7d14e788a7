import { testEndpoint } from '../testEndpoint';
import type { LogHeader, LogLine } from './chaoslog';
import { formatLine } from './logLines';
import { type ReadLimits, type Recording, readRecording } from './readRecording';

const startedAt = Date.UTC(2026, 0, 1, 12);

export const helloEndpoint = testEndpoint('/v1/hello', 'hello');

/** For tests: the header of a recording of one endpoint. */
export const testHeader: LogHeader = {
  kind: 'header',
  format: 'chaoslog',
  version: 1,
  product: 'Chaos Lab 0.1.0',
  startedAt,
  engine: { product: 'chaos-lab 0.1.0', address: 'http://127.0.0.1:4566' },
  endpoints: [helloEndpoint],
};

const lambdaRule = { service: 'lambda', region: 'us-east-1' };

const answer = (second: number, status: number, body: string): LogLine => ({
  kind: 'probe',
  at: startedAt + second * 1000,
  endpoint: helloEndpoint.id,
  status,
  durationMs: 5,
  injected: status === 502,
  ...(status === 502 && { rule: lambdaRule }),
  headers: [['content-type', 'text/plain']],
  body,
});

/** Good, then a fault on Lambda for ten seconds, then good again. */
export const testLines: readonly LogLine[] = [
  { kind: 'faults', at: startedAt, rules: [], latencyMs: 0 },
  answer(1, 200, 'hello'),
  { kind: 'faults', at: startedAt + 5000, rules: [lambdaRule], latencyMs: 0 },
  answer(6, 502, '<img src=x onerror="alert(1)">'),
  answer(8, 502, 'down'),
  {
    kind: 'event',
    at: startedAt + 9000,
    service: 'lambda',
    operation: 'Invoke',
    region: 'us-east-1',
    status: 503,
    durationMs: 1,
    injected: true,
    internal: true,
  },
  { kind: 'faults', at: startedAt + 15_000, rules: [], latencyMs: 0 },
  answer(16, 200, 'hello again'),
  { kind: 'note', at: startedAt + 17_000, text: 'The engine is stopped.' },
  { kind: 'end', at: startedAt + 20_000 },
];

export const testText = [testHeader, ...testLines].map(formatLine).join('');

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

export const readText = (text: string, limits?: ReadLimits): Promise<Recording> =>
  readRecording(chunksOf(Buffer.from(text)), limits);
