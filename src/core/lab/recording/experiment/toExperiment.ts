import { HumanError } from '../../../errors';
import { chaosApiProbe } from '../../../experiments/actions/chaosActions';
import { describeScope } from '../../../faults/faultScope';
import { canonicalRule } from '../../../faults/rule';
import type { Recording } from '../readRecording';
import type { Replay } from '../replay';
import type { Experiment } from './chaosToolkit';
import { longestPauseSeconds, methodOf, rollbacksOf, shortenedPauses } from './faultActions';
import { type FaultState, inForce, ownFaultStates } from './ownFaultStates';
import { type SteadyEndpoint, type SteadyState, steadyStateOf } from './steadyState';

/** An experiment, and what a person should know of it, in a sentence each. */
export interface ExportedExperiment {
  readonly experiment: Experiment;
  readonly notes: readonly string[];
}

/** Each is asked one after the other, before and after the method. */
const maxProbes = 50;

/** Changes of the faults; nobody reads a longer method. */
const maxStates = 500;

/** Where the Chaos API and the endpoints are, for whoever runs the experiment. */
export const endpointVariable = 'CHAOS_ENDPOINT';

/**
 * A recording as a Chaos Toolkit experiment: what was switched is the method, with the pauses between; what was healthy
 * before is the hypothesis. Throws a `HumanError` when nothing was switched by whoever recorded.
 */
export const toExperiment = (recording: Recording, replay: Replay): ExportedExperiment => {
  const all = ownFaultStates(recording.header, replay.faultChanges);
  if (!all.some(inForce)) throw new HumanError(whyNothing(replay));
  const states = all.slice(0, maxStates);
  const endsAt = all[maxStates]?.at ?? replay.to;
  const origin = originOf(recording, replay);
  const steady = steadyStateOf({ replay, states, origin });
  const shown = [...steady.endpoints].sort(failedFirst).slice(0, maxProbes);
  const notes = notesOf(states, endsAt, { steady, states: all.length });
  return {
    notes,
    experiment: {
      title: titleOf(recording, states),
      description: [descriptionOf(recording), ...notes].join(' '),
      tags: ['chaos-lab', 'recorded'],
      configuration: { endpoint: { type: 'env', key: endpointVariable, default: origin } },
      'steady-state-hypothesis': {
        title: 'What was healthy before the first fault is healthy',
        probes: [chaosApiProbe, ...shown.map(({ probe }) => probe)],
      },
      method: methodOf(states, endsAt),
      rollbacks: rollbacksOf(states),
      runtime: { rollbacks: { strategy: 'always' } },
      extensions: [{ name: 'chaos-lab', recorded: recordedOf(recording), load, expected: expectedOf(shown) }],
    },
  };
};

const whyNothing = ({ faultChanges }: Replay): string =>
  faultChanges.some(({ rules }) => rules.length > 0)
    ? 'Nobody has switched anything in this recording: the faults in it are of other clients. Record again, and set a fault in the lab meanwhile.'
    : 'No fault was set in this recording, so that there is no method to export. Record again, and set a fault in the lab meanwhile.';

/** Where the engine was; else where its endpoints were. */
const originOf = ({ header }: Recording, { endpoints }: Replay): string => {
  const address = header.engine.address ?? endpoints.find(({ url }) => URL.canParse(url))?.url;
  if (address === undefined || !URL.canParse(address)) return 'http://127.0.0.1:4566';
  return new URL(address).origin;
};

const failedFirst = (a: SteadyEndpoint, b: SteadyEndpoint): number =>
  Number(b.underFaults === 'failed') - Number(a.underFaults === 'failed');

/** Of what was set, in the order in which it first was; with more than three it would be no title. */
const titleOf = ({ header }: Recording, states: readonly FaultState[]): string => {
  const rules = new Map(states.flatMap((state) => state.rules.map((rule) => [canonicalRule(rule), rule])));
  const scopes = [...new Set([...rules.values()].map(describeScope))];
  const most = states.reduce((sofar, { latencyMs }) => Math.max(sofar, latencyMs), 0);
  const faults = [...scopes, ...(most > 0 ? [`latency up to ${most} ms`] : [])];
  const more = faults.length > 3 ? ` and ${faults.length - 3} more` : '';
  return `Recorded ${minuteOf(header.startedAt)}: ${faults.slice(0, 3).join(', ')}${more}`;
};

/** `2026-01-01 12:00 UTC`. */
const minuteOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const descriptionOf = ({ header }: Recording): string =>
  `Made from a recording of ${header.product || 'Chaos Lab'}: each change of the faults is an action, with a pause as long as it was left, and what was healthy before the first one has to be healthy after the last. ` +
  `${endpointVariable} names another engine than the recorded one.`;

const notesOf = (
  states: readonly FaultState[],
  endsAt: number,
  found: { readonly steady: SteadyState; readonly states: number },
): string[] => {
  const shortened = shortenedPauses(states, endsAt);
  const last = states.at(-1);
  const { endpoints, unreadable } = found.steady;
  return [
    found.states > maxStates
      ? `Of ${found.states} changes of the faults, these are the first ${maxStates}.`
      : '',
    shortened === 1 ? `One pause was longer than ${longestPauseSeconds} s and is shortened to that.` : '',
    shortened > 1
      ? `${shortened} pauses were longer than ${longestPauseSeconds} s and are shortened to that.`
      : '',
    endpoints.length === 0
      ? 'No endpoint had answered well before the first fault: add probes of yours to the hypothesis.'
      : '',
    endpoints.length > maxProbes
      ? `The hypothesis asks for ${maxProbes} of ${endpoints.length} endpoints.`
      : '',
    unreadable > 0
      ? `Left out as Chaos Toolkit gives up on them: endpoints that say JSON and answer none (${unreadable}).`
      : '',
    last && inForce(last) ? 'Faults were in force at the end: the hypothesis is checked under them.' : '',
  ].filter(Boolean);
};

const recordedOf = ({ header, from, to }: Recording) => ({
  at: new Date(header.startedAt).toISOString(),
  product: header.product,
  seconds: Math.round((to - from) / 1000),
});

/** So that a fault which lasts less than a second is seen. */
const load = { requestsPerSecond: 5 } as const;

const expectedOf = (steady: readonly SteadyEndpoint[]) => {
  const namesOf = (outcome: SteadyEndpoint['underFaults']) =>
    steady.filter(({ underFaults }) => underFaults === outcome).map(({ probe }) => probe.name);
  return { failed: namesOf('failed'), stayedHealthy: namesOf('healthy') };
};
