import type { Leases } from '../faults/leases';
import { jsonReply } from '../http/jsonReply';
import { jsonBody, numberField } from './controlBody';
import { ControlError, type ControlRoute } from './controlRoute';
import { checkOwner } from './owner';

const MAX_TTL_MS = 24 * 60 * 60 * 1000;

/** `/_chaos/leases/{owner}`: PUT `{"ttlMs": <ms>}` takes or renews, DELETE gives back at once, GET looks. */
export const leasesRoute = (leases: Leases): ControlRoute => ({
  path: '/_chaos/leases/*',
  methods: {
    GET: ({ name }) => {
      const lease = leases.get(checkOwner(name, 'owner'));
      if (lease === undefined) throw new ControlError(404, `"${name}" holds no lease`);
      return jsonReply(200, lease);
    },
    PUT: (request) => {
      const owner = checkOwner(request.name, 'owner');
      return jsonReply(200, leases.renew(owner, numberField(jsonBody(request), 'ttlMs', 1, MAX_TTL_MS)));
    },
    DELETE: ({ name }) => jsonReply(200, { released: leases.end(checkOwner(name, 'owner')) }),
  },
});
