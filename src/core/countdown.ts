/** `04:31`, from an hour on `1:04:31`; never below zero. */
export const countdown = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = [m, s].map((part) => String(part).padStart(2, '0')).join(':');
  return h > 0 ? `${h}:${tail}` : tail;
};
