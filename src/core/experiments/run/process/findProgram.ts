import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';

/** Where a program is looked for: a relative path counts from `folder`. */
export interface ProgramPlace {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The full path of a program, looked up as a shell does: a name with a slash is a path. Undefined when there is none. */
export const findProgram = async (
  name: string,
  { folder, env }: ProgramPlace,
): Promise<string | undefined> => {
  const isPath = /[/\\]/.test(name);
  const folders = isPath ? [''] : (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['', ...(env.PATHEXT ?? '.EXE;.CMD;.BAT').split(';')] : [''];
  for (const each of folders) {
    for (const ending of endings) {
      const path = resolve(folder, each, `${name}${ending}`);
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
};

const isProgram = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false; // not there, or not ours to run
  }
};
