import type { Cancellation } from '../core/deploy/runTool';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work` so that the first Ctrl+C asks it to end, and a second one to end at once. `onInterrupt` is told of the
 * first.
 */
export const withInterrupt = async <T>(
  work: (cancellation: Required<Cancellation>) => Promise<T>,
  onInterrupt: () => void,
): Promise<T> => {
  const first = new AbortController();
  const second = new AbortController();
  const interrupt = () => {
    if (first.signal.aborted) return second.abort();
    onInterrupt();
    first.abort();
  };
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work({ signal: first.signal, killSignal: second.signal });
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
};
