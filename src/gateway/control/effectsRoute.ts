import type { Effects } from '../faults/effects';
import { jsonReply } from '../http/jsonReply';
import { jsonBody, numberField } from './controlBody';
import type { ControlRoute } from './controlRoute';
import { ownerOf } from './owner';

const MAX_LATENCY_MS = 24 * 60 * 60 * 1000;

/** LocalStack's `/_localstack/chaos/effects`: `{"latency": <ms>}`, 0 for none. */
export function effectsRoute(effects: Effects): ControlRoute {
  const answer = () => jsonReply(200, { latency: effects.latencyMs });
  return {
    path: '/_localstack/chaos/effects',
    methods: {
      GET: answer,
      POST: (request) => {
        const latencyMs = numberField(jsonBody(request), 'latency', 0, MAX_LATENCY_MS);
        effects.setLatency(latencyMs, ownerOf(request));
        return answer();
      },
    },
  };
}
