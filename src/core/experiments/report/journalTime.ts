/** Unix ms of a time in a journal; Python's `isoformat` leaves out that it is UTC. Undefined for what is no time. */
export const journalTime = (text: string): number | undefined => {
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(text);
  const at = Date.parse(hasZone ? text : `${text}Z`);
  return Number.isNaN(at) ? undefined : at;
};

/** `850 ms`, `12.3 s`, `4 min 10 s`. */
export const secondsText = (seconds: number): string => {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
};
