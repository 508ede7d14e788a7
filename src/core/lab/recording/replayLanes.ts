import type { Endpoint } from '../../endpoints/endpoint';
import type { Lane } from '../laneStore';
import type { EventLine } from './chaoslog';
import type { Recording } from './readRecording';

/** What a recording has lanes for, and what it has none for. */
export interface ReplayLanes {
  readonly lanes: readonly Lane[];
  /** Of the endpoints among them. */
  readonly endpoints: readonly Endpoint[];
  /** In a sentence each; empty when everything has a lane. */
  readonly leftOut: readonly string[];
}

/** No lab has as many; a page with more is none. */
const maxEndpoints = 2000;
const maxCalls = 200;

/** Endpoints in the order in which they came, then the calls that were made most often, by name. */
export const replayLanes = ({ header, lines }: Recording, calls: readonly EventLine[]): ReplayLanes => {
  const said = lines.flatMap((line) => (line.kind === 'endpoints' ? line.endpoints : []));
  const all = [...new Map([...header.endpoints, ...said].map((each) => [each.id, each])).values()];
  const endpoints = all.slice(0, maxEndpoints);
  const kinds = callLanes(calls);
  return {
    endpoints,
    lanes: [
      ...endpoints.map((endpoint): Lane => ({ kind: 'endpoint', id: endpoint.id, endpoint })),
      ...kinds.slice(0, maxCalls).sort((a, b) => (a.id < b.id ? -1 : 1)),
    ],
    leftOut: [
      all.length > maxEndpoints ? `It has ${all.length} endpoints: the first ${maxEndpoints} are shown.` : '',
      kinds.length > maxCalls ? `It has ${kinds.length} kinds of AWS calls: ${maxCalls} are shown.` : '',
    ].filter(Boolean),
  };
};

export const callId = ({ internal, region, service, operation }: EventLine): string =>
  `${internal ? 'internal' : 'call'} ${region} ${service}.${operation}`;

const callLanes = (calls: readonly EventLine[]): Lane[] => {
  const kinds = new Map<string, { readonly lane: Lane; count: number }>();
  for (const line of calls) {
    const id = callId(line);
    const { service, operation, region, internal } = line;
    const kind = kinds.get(id) ?? {
      lane: { kind: 'call', id, service, operation, region, internal },
      count: 0,
    };
    kind.count++;
    kinds.set(id, kind);
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count).map(({ lane }) => lane);
};
