import { isAbort, isHumanError, messageOf } from '../errors';
import type { DeployTools, Problem } from './deployment';
import { isToolFailure } from './toolFailure';

/** How it went in one region. */
export interface RegionReport {
  readonly region: string;
  readonly outcome: 'done' | 'failed' | 'cancelled';
  /** Why it failed, with the next step. */
  readonly message?: string;
  /** What the tools reported, located where they said where. */
  readonly problems: readonly Problem[];
  /** What was thrown, when nobody foresaw it: for the log. */
  readonly unexpected?: unknown;
  readonly durationMs: number;
}

export interface DeployReport {
  /** The tools that were used. */
  readonly tools: DeployTools;
  /** Why it was done without Terraform; absent when it was not. */
  readonly fallback?: string;
  readonly regions: readonly RegionReport[];
}

/** Does a region's work and reports how it went; never rejects, so that one region's failure leaves the others alone. */
export const reportRegion = async (region: string, work: () => Promise<void>): Promise<RegionReport> => {
  const started = performance.now();
  const ended = (
    rest: Pick<RegionReport, 'outcome' | 'message' | 'unexpected'>,
    problems: readonly Problem[] = [],
  ) => ({
    region,
    ...rest,
    problems,
    durationMs: Math.round(performance.now() - started),
  });
  try {
    await work();
    return ended({ outcome: 'done' });
  } catch (error) {
    if (isAbort(error)) return ended({ outcome: 'cancelled' });
    const problems = isToolFailure(error) ? error.problems : [];
    if (isHumanError(error)) return ended({ outcome: 'failed', message: error.message }, problems);
    const message = `Could not finish ${region}: ${messageOf(error)}. Try again, and see the log if it stays.`;
    return ended({ outcome: 'failed', message, unexpected: error });
  }
};

export const allDone = ({ regions }: DeployReport): boolean =>
  regions.every(({ outcome }) => outcome === 'done');

export const wasCancelled = ({ regions }: DeployReport): boolean =>
  regions.some(({ outcome }) => outcome === 'cancelled');
