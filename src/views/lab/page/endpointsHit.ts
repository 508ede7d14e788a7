import { hitsLane } from '../laneImpact';
import type { LaneHead, SwitchRow } from '../protocol';
import type { Model } from './model';

/** By lanes: while these are the same, so is what a switch hits. */
const known = new WeakMap<readonly LaneHead[], Map<string, LaneHead[]>>();

/** The endpoints that a switch hits, or would. */
export const endpointsHit = ({ sections: { lanes } }: Model, { key, scope }: SwitchRow): LaneHead[] => {
  const byKey = known.get(lanes) ?? new Map<string, LaneHead[]>();
  known.set(lanes, byKey);
  const hit = byKey.get(key) ?? lanes.filter((lane) => lane.kind === 'endpoint' && hitsLane(scope, lane));
  byKey.set(key, hit);
  return hit;
};
