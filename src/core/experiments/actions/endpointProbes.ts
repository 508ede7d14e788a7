import type { Endpoint } from '../../endpoints/endpoint';
import { endpointName } from '../../lab/explain';
import type { Probe } from './activity';

/** Each name once: with the stage, then with the API, where the shorter one is not enough. */
export const probeNames = (endpoints: readonly Endpoint[]): string[] => {
  const forms = [
    (each: Endpoint) => `${endpointName(each)} in ${each.region}`,
    (each: Endpoint) => `${endpointName(each)} of ${each.apiName} ${each.stage} in ${each.region}`,
    (each: Endpoint) => each.id,
  ];
  const counts = forms.map((form) => countOf(endpoints.map(form)));
  return endpoints.map((endpoint) => {
    const unique = forms.find((form, index) => counts[index]?.get(form(endpoint)) === 1);
    return (unique ?? ((each: Endpoint) => each.id))(endpoint);
  });
};

const countOf = (names: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

/** Asks an endpoint for a status; what is at the origin is asked at `${endpoint}`. */
export const probeOf = (endpoint: Endpoint, name: string, status: number, origin: string): Probe => {
  const host = endpoint.host ?? endpoint.domain;
  return {
    type: 'probe',
    name,
    tolerance: status,
    provider: {
      type: 'http',
      method: 'GET',
      url: atEndpoint(endpoint.url, origin),
      ...(host !== undefined && { headers: { Host: host } }),
      timeout: 30,
    },
  };
};

/** `$` begins a name of the configuration there, unless it is doubled. */
const atEndpoint = (url: string, origin: string): string => {
  const escaped = (text: string) => text.replaceAll('$', '$$$$');
  return url.startsWith(`${origin}/`) ? `\${endpoint}${escaped(url.slice(origin.length))}` : escaped(url);
};
