import { readFile } from 'node:fs/promises';
import { HumanError } from '../../core/errors';
import type { Experiment } from '../../core/experiments/format/experiment';
import { parseExperiment } from '../../core/experiments/format/parseExperiment';
import type { Problem } from '../../core/experiments/format/problem';
import type { ReportedRun } from '../../core/experiments/report/reportedRun';
import { findProgram } from '../../core/experiments/run/process/findProgram';
import type { Variables } from './variables';

/** A file as far as it could be read. */
export interface LoadedFile {
  /** As the person named it. */
  readonly file: string;
  /** Absent when it cannot be run. */
  readonly experiment?: Experiment;
  readonly problems: readonly Problem[];
  readonly rangeOf?: ReportedRun['rangeOf'];
}

/** What the experiments are to be run with; without it nothing is checked that depends on it. */
export interface LoadWish extends Omit<Variables, 'env'> {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Rejects with a `HumanError` for a file that is not there. */
export const loadFiles = (files: readonly string[], wish?: LoadWish): Promise<LoadedFile[]> =>
  Promise.all(files.map((file) => loadFile(file, wish)));

const loadFile = async (file: string, wish: LoadWish | undefined): Promise<LoadedFile> => {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new HumanError(`${file} cannot be read (${reasons[cause.code ?? ''] ?? cause.message}).`, 'usage', {
      cause,
    });
  });
  const lacking = await lackingPrograms(parseExperiment(text, file).experiment, wish?.env ?? process.env);
  const { experiment, problems, rangeOf } = parseExperiment(text, file, {
    hasProgram: (path) => !lacking.has(path),
    ...(wish && { env: wish.env, variables: wish.configuration, secrets: wish.secrets }),
  });
  return { file, ...(experiment ? { experiment } : {}), problems, rangeOf };
};

/** Programs that its processes name and this machine has not; what is made of variables is known only later. */
const lackingPrograms = async (
  experiment: Experiment | undefined,
  env: LoadWish['env'],
): Promise<Set<string>> => {
  const activities = [
    ...(experiment?.['steady-state-hypothesis']?.probes ?? []),
    ...(experiment?.method ?? []),
    ...(experiment?.rollbacks ?? []),
  ];
  const paths = activities.flatMap((activity) =>
    'provider' in activity && activity.provider.type === 'process' ? [activity.provider.path] : [],
  );
  const place = { folder: process.cwd(), env };
  const found = await Promise.all(
    paths.map(async (path) => ({ path, program: await findProgram(path, place) })),
  );
  return new Set(found.filter(({ program }) => program === undefined).map(({ path }) => path));
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read by you',
};

/** As compilers print it, so that editors and terminals find the place: `file:line:column: error: message`. */
export const problemLine = (file: string, { severity, message, range }: Problem): string => {
  const place = range ? `${file}:${range.start.line}:${range.start.column}` : file;
  return `${place}: ${severity}: ${message}`;
};

export const hasErrors = ({ problems, experiment }: LoadedFile): boolean =>
  experiment === undefined || problems.some(({ severity }) => severity === 'error');
