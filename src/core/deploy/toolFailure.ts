import { relative } from 'node:path';
import { HumanError } from '../errors';
import { connectError } from '../http/connectError';
import type { Problem, Tool } from './deployment';
import { findUnreachable } from './relayRefusal';

/** The run that failed. */
export interface FailedStep {
  readonly tool: Tool['name'];
  /** `init`, `apply`, `deploy`, … */
  readonly step: string;
  readonly region: string;
  /** Of the engine. */
  readonly endpoint: string;
}

/** A tool ended with an error. */
export class ToolFailure extends HumanError {
  readonly step: string;

  constructor(
    failed: FailedStep,
    /** What it said, in its own words. */
    readonly problems: readonly Problem[],
    readonly output: string,
    cwd: string,
  ) {
    super(
      `${failed.tool} ${failed.step} failed in ${failed.region}: ` +
        (unreachable(failed, output) ?? describe(problems[0], output, cwd)),
    );
    this.name = 'ToolFailure';
    this.step = failed.step;
  }
}

export const isToolFailure = (error: unknown): error is ToolFailure => error instanceof ToolFailure;

/** Through a relay, the relay says why; else the tool, each in its own words. */
const unreachable = ({ endpoint }: FailedStep, output: string): string | undefined => {
  const refused = /connect: connection refused|\bECONNREFUSED\b|dial tcp [^ ]+: i\/o timeout/.test(output);
  return findUnreachable(output) ?? (refused ? connectError(endpoint, undefined).message : undefined);
};

const describe = (problem: Problem | undefined, output: string, cwd: string): string => {
  if (/Error acquiring the state lock/.test(output)) {
    return 'another run holds its state. Wait until that one has ended, and try again.';
  }
  if (!problem) return 'it gave no reason. See what it printed.';
  const said = problem.message.replace(/[.:]?$/, '.');
  if (!problem.file) return `${said} See what it printed, correct it, and try again.`;
  const place = [relative(cwd, problem.file), problem.line, problem.column].filter(Boolean).join(':');
  return `${said} Correct ${place}, and try again.`;
};
