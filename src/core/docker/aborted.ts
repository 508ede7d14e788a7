/** Always named `AbortError`, whatever reason the signal was given. */
export const abortError = (signal?: AbortSignal): Error =>
  Object.assign(new Error('Cancelled', { cause: signal?.reason }), { name: 'AbortError' });

export const throwIfAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw abortError(signal);
};
