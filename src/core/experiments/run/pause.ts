import type { ActivityContext } from './activityContext';

/** Waits so many seconds; rejects at once when the run is ended. */
export const pause = (
  seconds: number,
  { clock, signal }: Pick<ActivityContext, 'clock' | 'signal'>,
): Promise<void> =>
  new Promise((resolve, reject) => {
    if (!(seconds > 0)) {
      resolve();
      return;
    }
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const aborted = () => {
      timer.dispose();
      reject(signal.reason);
    };
    const timer = clock.after(seconds * 1000, () => {
      signal.removeEventListener('abort', aborted);
      resolve();
    });
    signal.addEventListener('abort', aborted, { once: true });
  });
