/** A time (Unix ms) as the person's system writes it: today's without the date. */
export const timeText = (at: number, now = Date.now()): string => {
  const [time, today] = [new Date(at), new Date(now)];
  const isToday = time.toDateString() === today.toDateString();
  return time.toLocaleString([], {
    ...(isToday ? {} : { month: 'short', day: 'numeric' }),
    ...(time.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    ...(isToday ? { second: '2-digit' } : {}),
    hour12: false,
  });
};
