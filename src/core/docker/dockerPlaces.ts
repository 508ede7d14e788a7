import { access, readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';

/** The machine, as far as it tells where Docker is: tests give a folder of their own. */
export interface DockerPlaces {
  /** A host that was set for the lab: `unix:///…`, `tcp://…`, `ssh://…`; empty when none was. */
  readonly host?: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** The user's; absent on Windows. */
  readonly uid?: number;
  /** Undefined when it is not there or cannot be read. */
  read(path: string): Promise<Buffer | undefined>;
  exists(path: string): Promise<boolean>;
  /** The names in a folder; none when it is not there. */
  list(folder: string): Promise<readonly string[]>;
  /** The id of the group that a file belongs to. */
  groupOf(path: string): Promise<number | undefined>;
}

const files: Pick<DockerPlaces, 'read' | 'exists' | 'list' | 'groupOf'> = {
  read: (path) => readFile(path).catch(() => undefined),
  exists: (path) =>
    access(path).then(
      () => true,
      // There, though in a folder that is closed to us: the reason is worth telling.
      (error: NodeJS.ErrnoException) => error.code === 'EACCES' || error.code === 'EPERM',
    ),
  list: (folder) => readdir(folder).catch(() => []),
  groupOf: (path) =>
    stat(path).then(
      ({ gid }) => gid,
      () => undefined,
    ),
};

/** This machine, but for what is given. */
export const dockerPlaces = (given: Partial<DockerPlaces> = {}): DockerPlaces => ({
  env: process.env,
  home: homedir(),
  platform: process.platform,
  ...(process.getuid ? { uid: process.getuid() } : {}),
  ...files,
  ...given,
});
