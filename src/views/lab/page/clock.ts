/** Made once: to make a format takes longer than all it is used for in a frame. */
const toSeconds = new Intl.DateTimeFormat([], {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const toMinutes = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `14:03:58`, for Unix ms. */
export const clock = (at: number): string => toSeconds.format(at);

/** `14:03` */
export const clockToMinutes = (at: number): string => toMinutes.format(at);
