import { readFile } from 'node:fs/promises';
import { HumanError } from '../../core/errors';
import type { Experiment } from '../../core/experiments/format/experiment';
import type { Problem } from '../../core/experiments/format/problem';
import type { ReportedRun } from '../../core/experiments/report/reportedRun';
import { parseForRun } from '../../core/experiments/runs/parseForRun';
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
  const { experiment, problems, rangeOf } = await parseForRun(
    text,
    file,
    { folder: process.cwd(), env: wish?.env ?? process.env },
    wish && { env: wish.env, variables: wish.configuration, secrets: wish.secrets },
  );
  return { file, ...(experiment ? { experiment } : {}), problems, rangeOf };
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
