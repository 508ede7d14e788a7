import { isRecord } from '../isRecord';
import type { ActivityChecks } from './checkActivity';
import { checkFields, checkText } from './fields';
import { knownFields } from './knownFields';
import type { Path } from './problems';

/** Source: `chaoslib.provider.process`. Variables are replaced in `arguments` only. */
export const checkProcess = (
  provider: Readonly<Record<string, unknown>>,
  path: Path,
  { problems, hasProgram }: ActivityChecks,
): void => {
  checkFields(provider, knownFields.process, path, problems);
  checkText(provider, 'path', {
    path,
    problems,
    missing: 'A process provider needs a path. Add the program that is to be started.',
  });
  const { path: program, timeout, arguments: words } = provider;
  if (typeof program === 'string' && program !== '') {
    if (program.includes('${'))
      problems.error([...path, 'path'], 'Variables are not replaced in the path of a process. Write it out.');
    else if (hasProgram?.(program) === false)
      problems.error(
        [...path, 'path'],
        `There is no program ${program} that could be started. Install it, or mend the path.`,
      );
  }
  if (timeout !== undefined && timeout !== null && !(typeof timeout === 'number' && timeout > 0))
    problems.error(
      [...path, 'timeout'],
      'The timeout of a process is a number of seconds above 0; variables are not replaced here.',
    );
  if (isRecord(words))
    problems.warning(
      [...path, 'arguments'],
      'A mapping of arguments is on its way out in Chaos Toolkit. Write a list.',
    );
  else if (words !== undefined && words !== null && typeof words !== 'string' && !Array.isArray(words))
    problems.error(
      [...path, 'arguments'],
      'The arguments of a process are a list of words, or one command line.',
    );
};
