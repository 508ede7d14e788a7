import { runSlug } from './runSlug';

/** A title as it stands in a file may have `${variables}`; a journal has their values in their place. */
const variable = /\$(?:\$|[a-z_][a-z0-9_]*|\{[a-z_][a-z0-9_]*\})/gi;

/** Whether a run of this title, as its journal has it, is one of the experiment. */
export const isTitleOf = (ran: string, written: string): boolean => {
  const parts = written.split(variable);
  if (parts.length === 1) return ran === written;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  return ran.length >= first.length + last.length && ran.startsWith(first) && ran.endsWith(last);
};

/** Whether a kept run of this name may be one: all that is known of it before it is read. */
export const isNameOf = (name: string, written: string): boolean => {
  const [first = '', ...more] = written.split(variable);
  if (more.length === 0) return name === runSlug(written);
  return first.trim() === '' || name.startsWith(runSlug(first));
};
