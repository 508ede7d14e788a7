import type { Endpoint, EndpointState, EndpointsState, Health } from '../../core/endpoints/endpoint';
import { RowKind } from '../../extension/contributions';
import type { Row, RowIcon } from '../row';
import { endpointDescription, endpointTooltip } from './endpointText';

/** The tree: region -> API by its stage, and by each custom domain -> endpoint. */
export const endpointRows = ({ endpoints, stale }: EndpointsState): Row<Endpoint>[] =>
  groups(endpoints, ({ endpoint }) => endpoint.region).map(([region, inRegion]) => ({
    id: region,
    label: region,
    kind: RowKind.region,
    icon: { id: 'globe' },
    description: summary(inRegion),
    expanded: true,
    children: groups(inRegion, wayKey).map(([key, members]) => apiRow(`${region}/${key}`, members, stale)),
  }));

/** One way to reach an API: its stage, or a custom domain. */
const wayKey = ({ endpoint: { domain, apiId, stage } }: EndpointState): string =>
  domain ? `${domain}>${apiId}/${stage}` : `${apiId}/${stage}`;

const apiRow = (id: string, members: readonly EndpointState[], stale: boolean): Row<Endpoint> => {
  const { apiName, apiId, stage, domain } = (members[0] as EndpointState).endpoint;
  return {
    id,
    label: domain ?? apiName,
    kind: RowKind.api,
    icon: { id: domain ? 'link' : 'server' },
    description: domain ? 'custom domain' : `stage ${stage}`,
    tooltip: [
      `**${apiName}** (\`${apiId}\`), stage \`${stage}\``,
      domain ? `Custom domain \`${domain}\`` : '',
    ]
      .filter(Boolean)
      .join('\n\n'),
    expanded: true,
    children: members.map((member) => rowOf(member, stale)),
  };
};

const known = new WeakMap<EndpointState, { readonly stale: boolean; readonly row: Row<Endpoint> }>();
/** The same row for the same state: of hundreds of endpoints, a few have been probed since. */
const rowOf = (state: EndpointState, stale: boolean): Row<Endpoint> => {
  const before = known.get(state);
  if (before?.stale === stale) return before.row;
  const row = endpointRow(state, stale);
  known.set(state, { stale, row });
  return row;
};

const endpointRow = (state: EndpointState, stale: boolean): Row<Endpoint> => {
  const { endpoint } = state;
  const browsable = endpoint.probeable && endpoint.host === undefined;
  return {
    id: endpoint.id,
    label: `${endpoint.method} ${endpoint.path}`,
    kind: browsable ? RowKind.browsableEndpoint : RowKind.endpoint,
    icon: stale ? { ...icons[state.health], color: 'disabledForeground' } : icons[state.health],
    description: endpointDescription(state, stale),
    tooltip: endpointTooltip(state, stale),
    target: endpoint,
  };
};

const icons: Readonly<Record<Health, RowIcon>> = {
  unknown: { id: 'circle-outline', color: 'testing.iconSkipped' },
  healthy: { id: 'pass-filled', color: 'testing.iconPassed' },
  degraded: { id: 'warning', color: 'testing.iconQueued' },
  failing: { id: 'error', color: 'testing.iconFailed' },
};

const summary = (endpoints: readonly EndpointState[]): string => {
  const count = `${endpoints.length} ${endpoints.length === 1 ? 'endpoint' : 'endpoints'}`;
  const failing = endpoints.filter(({ health }) => health === 'failing').length;
  if (failing > 0) return `${failing} of ${count} failing`;
  const degraded = endpoints.filter(({ health }) => health === 'degraded').length;
  return degraded > 0 ? `${degraded} of ${count} degraded` : count;
};

/** In the order of their first members. */
const groups = <T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] => {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = found.get(key);
    if (group) group.push(item);
    else found.set(key, [item]);
  }
  return [...found];
};
