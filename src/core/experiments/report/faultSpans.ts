import { canonicalRule, type FaultRule } from '../../faults/rule';
import type { ActivityRun, Journal } from '../run/journal';
import { fullActivity, statusIn } from './describeEntry';
import { journalTime } from './journalTime';

/** A stretch of a run in which faults were in force, as far as its own activities tell. */
export interface FaultSpan {
  /** Unix ms. */
  readonly from: number;
  /** Unix ms; absent when the run did not take them back. */
  readonly to?: number;
}

type Request = { readonly kind: 'faults' | 'effects'; readonly method: string; readonly body: unknown };

/** What an activity asks of the Chaos API; undefined for any other. */
export const chaosRequest = (entry: Pick<ActivityRun, 'activity'>): Request | undefined => {
  const provider = fullActivity(entry)?.provider;
  if (provider?.type !== 'http' || typeof provider.url !== 'string') return undefined;
  const path = /\/(_localstack\/chaos\/(?:faults|effects)|_chaos\/rules)\/?$/.exec(provider.url)?.[1];
  if (path === undefined) return undefined;
  const kind = path.endsWith('effects') ? 'effects' : 'faults';
  const method = typeof provider.method === 'string' ? provider.method.toUpperCase() : 'GET';
  return { kind, method, body: provider.arguments };
};

/** When faults were in force; undefined when the run set none through the Chaos API, so that nobody can tell. */
export const faultSpans = ({
  run,
  rollbacks,
}: Pick<Journal, 'run' | 'rollbacks'>): FaultSpan[] | undefined => {
  const spans: { from: number; to?: number }[] = [];
  let state: State = { rules: [], latency: false };
  let hasAny = false;
  for (const entry of [...run, ...rollbacks]) {
    const request = wasDone(entry) ? chaosRequest(entry) : undefined;
    const at = journalTime(entry.end);
    if (request === undefined || request.method === 'GET' || at === undefined) continue;
    hasAny = true;
    const wasFaulted = isFaulted(state);
    state = after(state, request);
    if (!wasFaulted && isFaulted(state)) spans.push({ from: journalTime(entry.start) ?? at });
    const open = spans.at(-1);
    if (wasFaulted && !isFaulted(state) && open) open.to = at;
  }
  return hasAny ? spans : undefined;
};

const wasDone = ({ status, output }: ActivityRun): boolean =>
  status === 'succeeded' && (statusIn(output) ?? 200) < 400;

interface State {
  /** In canonical form. */
  readonly rules: readonly string[];
  readonly latency: boolean;
}

const isFaulted = ({ rules, latency }: State): boolean => rules.length > 0 || latency;

const after = (state: State, { kind, method, body }: Request): State => {
  if (kind === 'effects') return { ...state, latency: latencyIn(body) };
  const rules = rulesIn(body).map((rule) => canonicalRule(rule as FaultRule));
  if (method === 'DELETE') return { ...state, rules: state.rules.filter((rule) => !rules.includes(rule)) };
  return { ...state, rules: method === 'POST' ? rules : [...new Set([...state.rules, ...rules])] };
};

/** As objects, whatever is in them: a file may have `${variables}` there. */
export const rulesIn = (body: unknown): Readonly<Record<string, unknown>>[] =>
  Array.isArray(body) ? body.filter((rule) => typeof rule === 'object' && rule !== null) : [];

const latencyIn = (body: unknown): boolean => {
  const latency = (body as { latency?: unknown } | null)?.latency;
  return latency !== undefined && latency !== null && Number(latency) !== 0;
};
