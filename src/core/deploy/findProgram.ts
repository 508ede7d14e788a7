import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Finds a program as a shell would, without one. An absolute path is only checked. */
export const findProgram = async (
  name: string,
  path = process.env.PATH ?? '',
): Promise<string | undefined> => {
  if (isAbsolute(name)) return (await isExecutable(name)) ? name : undefined;
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  for (const folder of path.split(delimiter).filter(Boolean)) {
    for (const each of names) {
      const file = join(folder, each);
      if (await isExecutable(file)) return file;
    }
  }
  return undefined;
};

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
