import type { FullActivity } from '../format/experiment';
import type { ActivityRun } from '../run/journal';
import { jsonText } from './jsonText';
import { toleranceText } from './toleranceText';

const maxCharacters = 300;

export const nameOfActivity = ({ activity }: Pick<ActivityRun, 'activity'>): string => {
  if ('name' in activity && typeof activity.name === 'string') return activity.name;
  return 'ref' in activity && typeof activity.ref === 'string' ? activity.ref : 'An activity without a name';
};

/** Undefined for what stands elsewhere. */
export const fullActivity = ({ activity }: Pick<ActivityRun, 'activity'>): FullActivity | undefined =>
  'provider' in activity && typeof activity.provider === 'object' ? activity : undefined;

/** What it answered, in few words: `200`, `ended with 1`, `true`, `no answer`. */
export const outputText = ({ output, exception, status }: ActivityRun): string => {
  const code = statusIn(output);
  if (code !== undefined) return 'stdout' in (output as object) ? `ended with ${code}` : String(code);
  if (exception !== undefined || status === 'failed') return 'no answer';
  if (output === null || output === undefined) return 'nothing';
  return shortened(typeof output === 'string' ? output : jsonText(output), 80);
};

/** An HTTP answer from 400 on is done to Chaos Toolkit; an action that got one has most likely done nothing. */
export const isRefused = (entry: ActivityRun): boolean =>
  entry.tolerance_met === undefined &&
  fullActivity(entry)?.type === 'action' &&
  fullActivity(entry)?.provider.type === 'http' &&
  (statusIn(entry.output) ?? 0) >= 400;

/** Why it is not as it should be, in one sentence. */
export const problemText = (entry: ActivityRun): string => {
  if (entry.status === 'aborted') return 'It was ended with the run.';
  const reason = lastLine(entry.exception);
  if (reason !== undefined) return `It could not be done: ${withPeriod(reason)}`;
  if (entry.status !== 'succeeded') return 'It failed.';
  const activity = fullActivity(entry);
  const expected = activity?.tolerance === undefined ? '' : `, expected ${toleranceText(activity.tolerance)}`;
  const isProcess = outputText(entry).startsWith('ended with ');
  return `It ${isProcess ? '' : 'answered '}${outputText(entry)}${expected}.`;
};

/** What else there is to know of something that went wrong, for a block of its own; empty when there is nothing. */
export const detailText = ({ exception, output }: ActivityRun): string => {
  if (exception && exception.length > 1) return shortened(exception.join('').trimEnd(), 4000);
  const { body, stdout, stderr } = (output ?? {}) as Readonly<Record<string, unknown>>;
  const parts = [body, stderr, stdout].filter((part) => part !== undefined && part !== null && part !== '');
  return shortened(
    parts.map((part) => (typeof part === 'string' ? part : jsonText(part, 2))).join('\n'),
    2000,
  );
};

/** The status of an HTTP answer or the exit code of a process. */
export const statusIn = (output: unknown): number | undefined => {
  if (typeof output !== 'object' || output === null || !('status' in output)) return undefined;
  return typeof output.status === 'number' ? output.status : undefined;
};

const lastLine = (lines: readonly string[] | undefined): string | undefined => {
  const found = lines
    ?.flatMap((line) => line.split('\n'))
    .map((line) => line.trim())
    .filter(Boolean)
    .at(-1);
  // Python writes the class of the exception before what it says.
  return (
    found &&
    shortened(
      found.replace(/^([a-z_]+\.)*[A-Z]\w*(Error|Exception|Failed|Activity|Experiment): (?=.)/, ''),
      maxCharacters,
    )
  );
};

const withPeriod = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

const shortened = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;
