import type { Endpoint } from '../../endpoints/endpoint';
import { probeNames, probeOf } from '../actions/endpointProbes';
import type { TemplateTarget } from './template';

/** Each is asked before, after and during; nobody reads a longer hypothesis. */
const maxTargets = 20;

/** The endpoints that may be asked; when there are none, one that has to be written by hand. */
export const templateTargets = (endpoints: readonly Endpoint[], origin: string): TemplateTarget[] => {
  const asked = endpoints.filter(({ probeable }) => probeable).slice(0, maxTargets);
  if (asked.length === 0) return [placeholder];
  const names = probeNames(asked);
  return asked.map((endpoint, index) => ({
    probe: probeOf(endpoint, names[index] ?? endpoint.id, 200, origin),
    region: endpoint.region,
    ...(endpoint.integration.kind === 'lambda' && { lambdaRegion: endpoint.integration.region }),
  }));
};

const placeholder: TemplateTarget = {
  region: 'us-east-1',
  lambdaRegion: 'us-east-1',
  probe: {
    type: 'probe',
    name: 'GET /v1/hello in us-east-1',
    tolerance: 200,
    provider: { type: 'http', method: 'GET', url: `\${endpoint}/v1/hello`, timeout: 30 },
  },
};
