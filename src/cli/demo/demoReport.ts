import type { DeployReport } from '../../core/deploy/deployReport';
import type { FaultRule } from '../../core/faults/rule';
import { toolNames } from '../commands/deploy';
import { table } from '../table';
import type { Measurement } from './measure';

export interface PhaseResult {
  readonly name: string;
  readonly title: string;
  readonly rule?: FaultRule;
  readonly latencyMs?: number;
  readonly measurements: readonly Measurement[];
}

export interface DemoReport {
  /** `chaos-lab 0.1.0` */
  readonly engine: string;
  readonly deployment: DeployReport;
  readonly phases: readonly PhaseResult[];
  readonly durationMs: number;
}

/** What was not as promised, a sentence each. */
export const deviations = ({ phases }: DemoReport): string[] =>
  phases.flatMap(({ title, measurements }) =>
    measurements
      .filter(({ asExpected }) => !asExpected)
      .map(
        (measured) =>
          `${title}: ${measured.subject} gave ${answerOf(measured)}, expected ${measured.expected}.`,
      ),
  );

export const demoData = (report: DemoReport) => ({
  ok: deviations(report).length === 0,
  engine: report.engine,
  tools: toolNames(report.deployment.tools),
  ...(report.deployment.fallback ? { fallback: report.deployment.fallback } : {}),
  durationMs: report.durationMs,
  phases: report.phases,
  deviations: deviations(report),
});

/** A row for each endpoint, a column for each phase: status and ms. What is not as promised is marked with `!`. */
export const demoTable = ({ phases }: DemoReport): string => {
  const measured = phases[0]?.measurements ?? [];
  const domains = new Set(measured.flatMap(({ endpoint }) => endpoint?.domain ?? []));
  const rows = measured.map((each) => [labelOf(each), ...phases.map((phase) => cell(phase, each.subject))]);
  return [
    table(['', ...phases.map(({ name }) => name)], rows),
    ...[...domains].map((domain) => `domain: ${domain}`),
  ].join('\n');
};

/** Short enough for a table. */
const labelOf = ({ subject, endpoint }: Measurement): string =>
  endpoint?.domain ? subject.replace(endpoint.domain, 'domain') : subject;

const cell = ({ measurements }: PhaseResult, subject: string): string => {
  const measured = measurements.find((each) => each.subject === subject);
  if (!measured) return '';
  const { status, error, durationMs, asExpected } = measured;
  return `${status ?? error} ${durationMs}ms${asExpected ? '' : ' !'}`;
};

const answerOf = ({ status, error, durationMs }: Measurement): string =>
  `${[status, error].filter((part) => part !== undefined).join(' ')} in ${durationMs} ms`;
