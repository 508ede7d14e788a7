import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The extension host among what a server of VS Code started; rejects when there is none. */
export async function extensionHostOf(server: number): Promise<number> {
  const all = await processes();
  const host = descendants(server, all).find(({ command }) => command.includes('--type=extensionHost'));
  if (!host) throw new Error(`The server ${server} has no extension host.`);
  return host.pid;
}

function descendants(pid: number, all: readonly Running[]): Running[] {
  const children = all.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child, ...descendants(child.pid, all)]);
}

async function processes(): Promise<Running[]> {
  const { stdout } = await run('ps', ['-A', '-ww', '-o', 'pid=,ppid=,command='], {
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      command: command ?? '',
    }));
}
