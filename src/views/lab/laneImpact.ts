import type { FaultScope } from '../../core/faults/faultScope';
import { covers } from '../../core/faults/faultScope';
import { impactOf } from '../../core/lab/blastRadius';
import type { LaneHead } from './protocol';

/** Whether a rule of this scope hits what stands on a lane. */
export const hitsLane = (scope: FaultScope, lane: LaneHead): boolean =>
  lane.kind === 'endpoint'
    ? impactOf(scope, lane) !== undefined
    : covers(scope, { region: lane.region, service: lane.service, operation: lane.operation });

/** `GET /v1/hello, GET /test and 2 more`. */
export const nameLanes = (lanes: readonly LaneHead[], most = 3): string => {
  const named = lanes.slice(0, most).map(laneName);
  const more = lanes.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${more} more`;
  return named.join(', ').replace(/, ([^,]*)$/, ' and $1');
};

/** `GET /v1/hello`, with its custom domain or its region where that tells it apart. */
export const laneName = (lane: LaneHead): string =>
  lane.kind === 'endpoint' && lane.domain ? lane.title.replace(' ', ` ${lane.domain}`) : lane.title;
