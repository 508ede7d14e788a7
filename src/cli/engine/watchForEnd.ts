import { fstatSync } from 'node:fs';

const POLL_MS = 500;

/** Why an engine ends: told to, left alone, or by an error nobody caught. */
export interface End {
  readonly failure?: unknown;
}

/**
 * Resolves when a signal asks for the end, an uncaught error forces it, or the parent is gone: its IPC channel or our
 * standard input closed, or no process has its id any more. A second signal ends the process at once.
 */
export function watchForEnd(parent?: number): Promise<End> {
  return new Promise((resolve) => {
    const end = () => resolve({});
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        end();
        process.once(signal, () => process.exit(1));
      });
    }
    process.once('uncaughtException', (failure) => resolve({ failure }));
    if (parent !== undefined) watchParent(parent, end);
  });
}

function watchParent(parent: number, end: () => void): void {
  process.once('disconnect', end);
  if (isPipe(0)) {
    process.stdin.once('end', end).once('close', end).once('error', end).resume();
    // Waiting for the parent keeps nobody alive.
    if ('unref' in process.stdin) process.stdin.unref();
  }
  const poll = setInterval(() => {
    if (isAlive(parent)) return;
    clearInterval(poll);
    end();
  }, POLL_MS);
  poll.unref();
}

/** A terminal or `/dev/null` says nothing about the parent. */
function isPipe(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false; // closed from the beginning
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
