import { basename, dirname, join, parse, relative } from 'node:path';

/** Where a run of a file starts its processes, and where it is kept. */
export interface RunPlace {
  /** Folder that processes start in. */
  readonly folder: string;
  /** Folder that has `.chaos/`. */
  readonly workspace: string;
}

/**
 * An experiment's paths count from the folder above the `experiments` it lies in, as its author has it who runs
 * `chaos-lab run experiments/x.chaos.yaml` there; else from the workspace.
 */
export const runPlaceOf = (file: string, workspace?: string): RunPlace => {
  const root = workspace ?? dirname(file);
  const around = foldersAround(file, workspace).find((folder) => basename(folder) === 'experiments');
  return { folder: around === undefined ? root : dirname(around), workspace: root };
};

/** From the nearest on, within the workspace. */
const foldersAround = (file: string, workspace: string | undefined): string[] => {
  if (workspace === undefined) return [dirname(file)];
  const parts = dirname(relative(workspace, file))
    .split(/[\\/]/)
    .filter((part) => part !== '.');
  if (parts[0] === '..' || parse(relative(workspace, file)).root !== '') return [dirname(file)];
  return parts.map((_, index) => join(workspace, ...parts.slice(0, index + 1))).reverse();
};
