import { HumanError } from '../../core/errors';
import { Terminal } from '../terminal';
import { hasErrors, type LoadedFile, loadFiles, problemLine } from './loadExperiments';

/** Tells what is wrong in files. Rejects when one of them could not be run. */
export const validateFiles = async (
  files: readonly string[],
  { json }: { readonly json?: true },
): Promise<void> => {
  const loaded = await loadFiles(files);
  const data = loaded.map(({ file, problems, ...rest }) => ({
    file,
    valid: !hasErrors({ file, problems, ...rest }),
    problems,
  }));
  new Terminal(json === true).result(data, loaded.flatMap(describe).join('\n'));
  const bad = loaded.filter(hasErrors).length;
  if (bad > 0) throw new HumanError(`${bad} of ${files.length} cannot be run. Mend what is above.`, 'usage');
};

const describe = (loaded: LoadedFile): string[] => [
  ...loaded.problems.map((problem) => problemLine(loaded.file, problem)),
  ...(hasErrors(loaded) ? [] : [`${loaded.file}: can be run.`]),
];
