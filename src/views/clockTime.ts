/** `04:31`, or `1:02:03` from an hour on. Rounded up, so that it reads 00:00 only at the end. */
export const clockTime = (durationMs: number): string => {
  const seconds = Math.max(0, Math.ceil(durationMs / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = `${pad(minutes)}:${pad(seconds % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
};

const pad = (value: number) => String(value).padStart(2, '0');
