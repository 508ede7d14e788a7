import * as v from 'valibot';
import { HumanError, messageOf } from '../../errors';
import { jsonText, tooDeep } from '../report/jsonText';
import type { Journal } from '../run/journal';

/** What is missing or odd in an entry has a value that says nothing, so that the rest can still be read. */
const text = v.fallback(v.string(), '');
const seconds = v.fallback(v.pipe(v.number(), v.finite()), 0);
const activity = v.fallback(v.looseObject({ name: v.fallback(v.optional(v.string()), undefined) }), {
  name: 'An activity that cannot be read',
});
const activities = v.fallback(v.array(activity), []);

const entry = v.looseObject({
  activity,
  start: text,
  end: text,
  duration: seconds,
  status: v.fallback(v.picklist(['succeeded', 'failed', 'aborted']), 'failed'),
  output: v.fallback(v.unknown(), null),
  tolerance_met: v.fallback(v.optional(v.boolean()), undefined),
  exception: v.fallback(v.optional(v.array(v.string())), undefined),
});
const entries = v.fallback(v.array(entry), []);

const steadyState = v.looseObject({
  steady_state_met: v.fallback(v.nullable(v.boolean()), null),
  probes: entries,
});
const oneSteadyState = v.fallback(v.nullable(steadyState), null);
const noSteadyStates = { before: null, after: null, during: [] };

const hypothesis = v.looseObject({
  title: v.fallback(v.optional(v.string()), undefined),
  probes: activities,
});

const journal = v.looseObject({
  'chaoslib-version': text,
  platform: text,
  node: text,
  experiment: v.looseObject({
    title: v.string(),
    description: text,
    'steady-state-hypothesis': v.fallback(v.optional(hypothesis), undefined),
    method: activities,
    rollbacks: activities,
    dry: v.fallback(v.optional(v.picklist(['probes', 'actions', 'activities', 'pause'])), undefined),
  }),
  start: v.string(),
  end: text,
  duration: seconds,
  status: v.picklist(['completed', 'failed', 'aborted', 'interrupted']),
  deviated: v.fallback(v.boolean(), false),
  steady_states: v.fallback(
    v.looseObject({
      before: oneSteadyState,
      after: oneSteadyState,
      during: v.fallback(v.array(steadyState), []),
    }),
    noSteadyStates,
  ),
  run: entries,
  rollbacks: entries,
  extensions: v.fallback(v.optional(v.array(v.looseObject({ name: v.string() }))), undefined),
});

/** A journal from the text of a file, of Chaos Toolkit's too. Throws a `HumanError` for what is none. */
export const parseJournal = (content: string, name: string): Journal => {
  const parsed = v.safeParse(journal, parseJson(content, name));
  // The parts of the experiment stand as they are in the file: what reads them takes nothing for granted.
  if (parsed.success) return parsed.output as unknown as Journal;
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue);
  throw new HumanError(
    `${name} is no journal of an experiment (${where ? `${where}: ` : ''}${issue.message}). Choose one that "chaos-lab run" or Chaos Toolkit wrote.`,
  );
};

const parseJson = (content: string, name: string): unknown => {
  try {
    const value: unknown = JSON.parse(content.replace(/^\uFEFF/, ''));
    if (jsonText(value) === tooDeep) throw new Error('it is nested too deeply');
    return value;
  } catch (cause) {
    const reason = content === '' ? 'it is empty' : messageOf(cause);
    throw new HumanError(
      `${name} cannot be read: ${reason}. It was cut off or changed; delete it, or run the experiment again.`,
      'failed',
      { cause },
    );
  }
};
