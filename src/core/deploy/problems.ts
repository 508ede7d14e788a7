import { isAbsolute, join } from 'node:path';
import type { Problem } from './deployment';

/**
 * Reads the errors out of what Terraform and Serverless printed, for an editor's problem list. `cwd` is where the tool
 * ran: file names become absolute.
 */
export const findProblems = (output: string, cwd: string): Problem[] => {
  const lines = output.split('\n').map(withoutFrame);
  return [...terraformProblems(lines), ...serverlessProblems(lines)].map((problem) => absolute(problem, cwd));
};

/** Terraform draws a box around an error when it believes that somebody watches. */
const withoutFrame = (line: string): string => line.replace(/^[│╷╵]\s?/, '').trimEnd();

/**
 * Terraform:
 *
 *     Error: Unsupported argument
 *
 *       on main.tf line 5, in resource "aws_api_gateway_rest_api" "api":
 *        5:   nam = "chaos-example"
 *
 *     An argument named "nam" is not expected here.
 */
const terraformProblems = (lines: readonly string[]): Problem[] => {
  const starts = lines.flatMap((line, index) => (/^Error: \S/.test(line) ? [index] : []));
  return starts.map((start, position) => terraformProblem(lines.slice(start, starts[position + 1])));
};

const terraformProblem = ([head = '', ...rest]: readonly string[]): Problem => {
  const place = rest.map((line) => /^\s+on (.+?) line (\d+)/.exec(line)).find((match) => match);
  const detail = rest.filter((line) => line !== '' && !/^\s/.test(line)).slice(0, 3);
  const message = [head.replace('Error: ', ''), ...detail].join(' ');
  if (!place) return { message };
  return { message, file: place[1] ?? '', line: Number(place[2]) };
};

/**
 * Serverless: a line `Error:` alone, then the message; where it names a place, as `in "/path/serverless.yml" (4:10)`.
 */
const serverlessProblems = (lines: readonly string[]): Problem[] => {
  const start = lines.findIndex((line) => /^(✖ )?Error:$/.test(line));
  if (start < 0) return [];
  // What it says of itself goes to the other stream, and may come in between.
  const message = paragraph(lines.slice(start + 1).filter((line) => !/^(Environment|Docs): /.test(line)));
  const place = /in "([^"]+)" \((\d+):(\d+)\)/.exec(message);
  if (!place) return [{ message }];
  return [{ message, file: place[1] ?? '', line: Number(place[2]), column: Number(place[3]) }];
};

/** Up to the first empty line, as one. */
const paragraph = (lines: readonly string[]): string => {
  const first = lines.findIndex((line) => line !== '');
  const end = lines.findIndex((line, index) => index > first && line === '');
  return lines
    .slice(Math.max(first, 0), end < 0 ? undefined : end)
    .map((line) => line.trim())
    .join(' ');
};

const absolute = (problem: Problem, cwd: string): Problem =>
  problem.file === undefined || isAbsolute(problem.file)
    ? problem
    : { ...problem, file: join(cwd, problem.file) };
