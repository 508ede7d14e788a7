import type { Probe } from '../../../experiments/actions/activity';
import { probeNames, probeOf } from '../../../experiments/actions/endpointProbes';
import { isFailed, type Mark } from '../../mark';
import type { LoggedResponse } from '../../responseLog';
import type { Replay } from '../replay';
import { type FaultState, faultyAt } from './ownFaultStates';

/** Endpoints that the hypothesis can ask for, and how many it cannot, healthy as they were. */
export interface SteadyState {
  readonly endpoints: readonly SteadyEndpoint[];
  /** They say `application/json` and answer something else, on which Chaos Toolkit gives up. */
  readonly unreadable: number;
}

/** An endpoint that was healthy before the first fault, and what it did under the faults. */
export interface SteadyEndpoint {
  readonly probe: Probe;
  /** `unknown`: nobody asked it while a fault was in force. */
  readonly underFaults: 'failed' | 'healthy' | 'unknown';
}

export interface SteadyStateInput {
  readonly replay: Pick<Replay, 'endpoints' | 'responses' | 'find'>;
  /** At least one. */
  readonly states: readonly FaultState[];
  /** Of the engine, as the URLs of endpoints begin. */
  readonly origin: string;
}

/**
 * The GET endpoints whose last answer before the first fault was a good one. Those with a redirect are left out:
 * Chaos Toolkit follows it and sees another answer.
 */
export const steadyStateOf = ({ replay, states, origin }: SteadyStateInput): SteadyState => {
  const answers = byEndpoint(replay.responses);
  const healthy = replay.endpoints.flatMap((endpoint) => {
    const all = answers.get(endpoint.id) ?? [];
    const last = endpoint.probeable ? lastHealthy(all, states[0]?.at ?? Infinity) : undefined;
    return last ? [{ endpoint, last, underFaults: outcome(all, last, states) }] : [];
  });
  const steady = healthy.filter(({ last }) => isReadable(replay.find(last.id)));
  const names = probeNames(steady.map(({ endpoint }) => endpoint));
  return {
    endpoints: steady.map(({ endpoint, last, underFaults }, index) => ({
      probe: probeOf(endpoint, names[index] ?? '', last.status, origin),
      underFaults,
    })),
    unreadable: healthy.length - steady.length,
  };
};

/** The lab sees a fault a moment after the engine has it: what it injected before that is of the fault. */
const lastHealthy = (all: readonly LoggedResponse[], faultAt: number): LoggedResponse | undefined => {
  const last = all.findLast(({ at, injected }) => at < faultAt && !injected);
  return last && !isFailed(last) && !isRedirect(last) ? last : undefined;
};

const isReadable = (answer: LoggedResponse | undefined): boolean => {
  const { headers = [], body = new Uint8Array(), truncated = false } = answer?.detail ?? {};
  const isJson = headers.some(
    ([name, value]) => /^content-type$/i.test(name) && value === 'application/json',
  );
  return !isJson || truncated || canParse(Buffer.from(body).toString('utf8'));
};

const canParse = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // that is what was asked
  }
};

const byEndpoint = (responses: readonly LoggedResponse[]): Map<string, LoggedResponse[]> => {
  const found = new Map<string, LoggedResponse[]>();
  for (const response of responses) {
    const all = found.get(response.endpointId) ?? [];
    found.set(response.endpointId, all);
    all.push(response);
  }
  return found;
};

const isRedirect = ({ status }: Mark): boolean => status >= 300 && status < 400 && status !== 304;

const outcome = (
  all: readonly LoggedResponse[],
  healthy: LoggedResponse,
  states: readonly FaultState[],
): SteadyEndpoint['underFaults'] => {
  const under = all.filter(({ at, injected }) => faultyAt(states, at) || (injected && at >= healthy.at));
  if (under.length === 0) return 'unknown';
  return under.some(isFailed) ? 'failed' : 'healthy';
};
