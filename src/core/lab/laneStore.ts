import type { Endpoint } from '../endpoints/endpoint';
import type { Crossing } from './events/crossing';
import type { Mark } from './mark';
import { Timeline, type TimelineOptions } from './timeline';

/** Something whose responses stand on one line of the time axis. */
export type Lane =
  | { readonly kind: 'endpoint'; readonly id: string; readonly endpoint: Endpoint }
  | {
      readonly kind: 'call';
      readonly id: string;
      readonly service: string;
      /** Empty when it is not known. */
      readonly operation: string;
      readonly region: string;
      /** A call that the emulated services make among themselves. */
      readonly internal: boolean;
    };

/** Kinds of AWS calls that are followed: the ones seen last. */
const maxCallLanes = 100;
/** Endpoints that are gone for now, as when the engine restarts: their history is kept for their return. */
const maxAbsent = 100;

/** All lanes with their history, in bounded memory. */
export class LaneStore {
  private endpoints: readonly Endpoint[] = [];
  private readonly calls = new Map<string, Extract<Lane, { kind: 'call' }>>();
  private readonly timelines = new Map<string, Timeline>();
  private known: readonly Lane[] | undefined;

  constructor(private readonly options: TimelineOptions = {}) {}

  /** The endpoints in their order, then the AWS calls. The same list for as long as it holds the same. */
  get lanes(): readonly Lane[] {
    this.known ??= [
      ...this.endpoints.map((endpoint): Lane => ({ kind: 'endpoint', id: endpoint.id, endpoint })),
      ...[...this.calls.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ];
    return this.known;
  }

  timeline(laneId: string): Timeline | undefined {
    return this.timelines.get(laneId);
  }

  show(endpoints: readonly Endpoint[]): void {
    this.endpoints = endpoints;
    this.known = undefined;
    const known = new Set([...endpoints.map(({ id }) => id), ...this.calls.keys()]);
    const absent = [...this.timelines.keys()].filter((id) => !known.has(id));
    for (const id of absent.slice(0, -maxAbsent)) this.timelines.delete(id);
  }

  add(laneId: string, mark: Mark): void {
    const timeline = this.timelines.get(laneId) ?? new Timeline(this.options);
    this.timelines.set(laneId, timeline);
    timeline.add(mark);
  }

  /** Gives the id of the lane of this kind of call. */
  addCall(crossing: Crossing, mark: Mark): string {
    const { service, operation, region, internal } = crossing;
    const id = `${internal ? 'internal' : 'call'} ${region} ${service}.${operation}`;
    const lane = this.calls.get(id) ?? { kind: 'call', id, service, operation, region, internal };
    if (!this.calls.delete(id)) this.known = undefined;
    this.calls.set(id, lane); // in its place behind all others
    this.add(id, mark);
    this.forgetOldestCall();
    return id;
  }

  private forgetOldestCall(): void {
    const [oldest] = this.calls.keys();
    if (this.calls.size <= maxCallLanes || oldest === undefined) return;
    this.calls.delete(oldest);
    this.timelines.delete(oldest);
    this.known = undefined;
  }
}
