import { jsonText, tooDeep } from '../report/jsonText';
import type { Journal } from '../run/journal';

/** A journal as its file holds it. What an activity found and no JSON can hold is replaced by a word about it. */
export const journalText = (journal: Journal, indent?: number): string => {
  const text = jsonText(journal, indent);
  return text === tooDeep ? jsonText(withoutDeepOutputs(journal), indent) : text;
};

const withoutDeepOutputs = (journal: Journal): unknown => {
  const { before, after, during } = journal.steady_states;
  return {
    ...journal,
    steady_states: { before: inState(before), after: inState(after), during: during.map(inState) },
    run: journal.run.map(inEntry),
    rollbacks: journal.rollbacks.map(inEntry),
  };
};

const inState = (state: Journal['steady_states']['before']) =>
  state && { ...state, probes: state.probes.map(inEntry) };

const inEntry = (entry: Journal['run'][number]) =>
  jsonText(entry.output) === tooDeep ? { ...entry, output: tooDeep } : entry;
