import type { Input } from '../../service';
import { badRequest } from '../errors';
import type { EndpointConfiguration } from '../model';
import type { PatchRule } from './applyPatch';
import { filledText, record, texts } from './readInput';

const TYPES = ['EDGE', 'REGIONAL', 'PRIVATE'];

/** The `endpointConfiguration` of an API or a domain; EDGE is what AWS takes when there is none. */
export function endpointConfiguration(input: Input): EndpointConfiguration {
  const given = record(input, 'endpointConfiguration') ?? {};
  const types = texts(given, 'types') ?? ['EDGE'];
  types.forEach(checkType);
  if (types.length !== 1) throw badRequest('Exactly one endpoint type must be specified.');
  const vpcEndpointIds = texts(given, 'vpcEndpointIds');
  const ipAddressType = filledText(given, 'ipAddressType') ?? (types[0] === 'PRIVATE' ? 'dualstack' : 'ipv4');
  return { types, ipAddressType, ...(vpcEndpointIds && { vpcEndpointIds }) };
}

/** `/endpointConfiguration/types/{index}`: the one type is replaced, whatever the path calls it. */
export const patchEndpointType: PatchRule = {
  ops: ['replace'],
  apply: (target, { value = '' }) => {
    checkType(value);
    return {
      ...target,
      endpointConfiguration: { ...(target.endpointConfiguration as object), types: [value] },
    };
  },
};

function checkType(type: string): void {
  if (!TYPES.includes(type)) {
    throw badRequest(`Invalid endpoint type "${type}". Valid values are ${TYPES.join(', ')}.`);
  }
}
