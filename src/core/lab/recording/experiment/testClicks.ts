import type { Endpoint } from '../../../endpoints/endpoint';
import type { FaultRule } from '../../../faults/rule';
import type { LogHeader, LogLine } from '../chaoslog';
import { formatLine } from '../logLines';
import { Replay } from '../replay';
import { readText, testHeader } from '../testRecording';
import { type ExportedExperiment, toExperiment } from './toExperiment';

const { startedAt } = testHeader;
const at = (second: number) => startedAt + second * 1000;

/** For tests: a rule as a lab sets it. */
export const own = (rule: FaultRule, owner = 'me-1'): FaultRule => ({
  ...rule,
  description: `chaos-lab:${owner} until 2026-01-01T12:05:00.000Z`,
});

export const faultsAt = (second: number, rules: readonly FaultRule[], latencyMs = 0): LogLine => ({
  kind: 'faults',
  at: at(second),
  rules,
  latencyMs,
});

export const answerAt = (
  second: number,
  { id }: Pick<Endpoint, 'id'>,
  status: number,
  injected = status >= 500,
): LogLine => ({ kind: 'probe', at: at(second), endpoint: id, status, durationMs: 5, injected });

/** The experiment of a recording that ends after a minute. */
export const exported = async (
  lines: readonly LogLine[],
  header: Partial<LogHeader> = {},
): Promise<ExportedExperiment> => {
  const whole = [{ ...testHeader, owner: 'me-1', ...header }, ...lines, { kind: 'end', at: at(60) } as const];
  const recording = await readText(whole.map(formatLine).join(''));
  return toExperiment(recording, new Replay(recording));
};
