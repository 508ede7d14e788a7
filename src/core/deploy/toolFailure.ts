import { relative } from 'node:path';
import { HumanError } from '../errors';
import type { Problem, Tool } from './deployment';

/** A tool ended with an error. */
export class ToolFailure extends HumanError {
  constructor(
    readonly tool: Tool['name'],
    /** `init`, `apply`, `deploy`, … */
    readonly step: string,
    readonly region: string,
    /** What it said, in its own words. */
    readonly problems: readonly Problem[],
    readonly output: string,
    cwd: string,
  ) {
    super(`${tool} ${step} failed in ${region}: ${describe(problems[0], output, cwd)}`);
    this.name = 'ToolFailure';
  }
}

export const isToolFailure = (error: unknown): error is ToolFailure => error instanceof ToolFailure;

const describe = (problem: Problem | undefined, output: string, cwd: string): string => {
  if (unreachable.test(output)) {
    return 'the engine did not answer. Start it, or check the endpoint, and deploy again.';
  }
  if (/Error acquiring the state lock/.test(output)) {
    return 'another run holds its state. Wait until that one has ended, and try again.';
  }
  if (!problem) return 'it gave no reason. See what it printed.';
  const said = problem.message.replace(/[.:]?$/, '.');
  if (!problem.file) return `${said} See what it printed, correct it, and try again.`;
  const place = [relative(cwd, problem.file), problem.line, problem.column].filter(Boolean).join(':');
  return `${said} Correct ${place}, and try again.`;
};

const unreachable = /connect: connection refused|\bECONNREFUSED\b|dial tcp [^ ]+: i\/o timeout/;
