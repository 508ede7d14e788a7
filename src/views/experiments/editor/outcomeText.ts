/** How a run went, for a line that may be read hours later. */
export interface LastOutcome {
  /** In a word or three: `passed`. */
  readonly label: string;
  readonly isGood: boolean;
  readonly isDry: boolean;
  /** Unix ms. */
  readonly endedAt: number;
}

/** `passed 10:42`; `deviated (dry run) Nov 22, 10:42` of another day. A time of the clock does not age as it stands there. */
export const outcomeText = ({ label, isDry, endedAt }: LastOutcome, now: number, locale?: string): string => {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const isToday = new Date(endedAt).toDateString() === new Date(now).toDateString();
  const at = new Intl.DateTimeFormat(locale, isToday ? time : { month: 'short', day: 'numeric', ...time });
  return `${label}${isDry ? ' (dry run)' : ''} ${at.format(endedAt)}`;
};
