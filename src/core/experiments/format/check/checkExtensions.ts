import { isRecord } from '../isRecord';
import { labExtensionName } from '../labExtension';
import { checkLabExtension } from './checkLabExtension';
import { isFilled, listAt } from './fields';
import type { Problems } from './problems';

/** Source: `chaoslib.extension.validate_extensions`; ours is checked to the last field. */
export const checkExtensions = (
  experiment: Readonly<Record<string, unknown>>,
  endpoints: readonly string[],
  problems: Problems,
): void => {
  if (!isFilled(experiment, 'extensions')) return;
  let ours = 0;
  for (const [index, extension] of listAt(experiment, 'extensions', [], problems).entries()) {
    const path = ['extensions', index];
    if (!isRecord(extension) || typeof extension.name !== 'string' || extension.name.trim() === '')
      problems.error(path, 'An extension is a mapping with a name.');
    else if (extension.name === labExtensionName) {
      ours++;
      if (ours > 1) problems.error(path, `"${labExtensionName}" stands twice. Put all of it into one.`);
      checkLabExtension(extension, endpoints, { path, problems });
    }
  }
};
