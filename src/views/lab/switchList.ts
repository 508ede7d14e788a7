import { knownServices } from '../../core/lab/knownServices';
import { scopeKey } from '../faults/faultTarget';
import type { SwitchRow } from './protocol';

/** What the list of switches shows, one below the other. */
export type SwitchItem =
  | { readonly kind: 'switch'; readonly key: string; readonly row: SwitchRow }
  /** Services that are offered when asked for. */
  | { readonly kind: 'group'; readonly key: string; readonly region: string; readonly open: boolean };

/** What functions often call, offered below what stands before them; any other can be searched for. */
const otherServices = [
  'dynamodb',
  's3',
  'sqs',
  'sns',
  'kinesis',
  'secretsmanager',
  'stepfunctions',
  'events',
] as const;

/** Where the name of the Chaos API is not the one that people use. */
const labels: Readonly<Record<string, string>> = { events: 'events (EventBridge)' };

/**
 * Region by region: the services on the way to what is deployed, then the others in a group. `open`: the keys of what
 * was unfolded; what holds a switch that is on is open anyway.
 *
 * @param rows as the engine has them
 */
export const switchList = (rows: readonly SwitchRow[], open: readonly string[]): SwitchItem[] => {
  const isOpen = (key: string) => open.includes(key) || rows.some((row) => row.on && parentKey(row) === key);
  return rows
    .filter(({ level }) => level === 0)
    .flatMap((region) => {
      const within = rows.filter((row) => row.level > 0 && row.scope.region === region.scope.region);
      const own = within.filter((row) => !isOther(row));
      return [
        item(region),
        ...own.filter((row) => isShown(row, isOpen)).map(item),
        ...othersOf(region, within.filter(isOther), isOpen, open),
      ];
    });
};

const item = (row: SwitchRow): SwitchItem => ({ kind: 'switch', key: row.key, row });

const isOther = ({ scope: { service } }: SwitchRow): boolean =>
  otherServices.some((other) => other === service);

/** An operation is shown below its service when that is unfolded. */
const isShown = (row: SwitchRow, isOpen: (key: string) => boolean): boolean => {
  const parent = parentKey(row);
  return parent === undefined || isOpen(parent);
};

/** `us-east-1/lambda/*` of `us-east-1/lambda/Invoke`; undefined for what is no operation. */
export const parentKey = ({ scope }: Pick<SwitchRow, 'scope'>): string | undefined =>
  scope.operation === undefined ? undefined : scopeKey({ ...scope, operation: undefined });

const othersOf = (
  region: SwitchRow,
  known: readonly SwitchRow[],
  isOpen: (key: string) => boolean,
  opened: readonly string[],
): SwitchItem[] => {
  const key = `${region.key} others`;
  const open = opened.includes(key) || known.some(({ on }) => on);
  const group: SwitchItem = { kind: 'group', key, region: region.label, open };
  if (!open) return [group];
  const find = (row: SwitchRow) => item({ ...row, ...stateOf(known, row.key) });
  return [
    group,
    ...offered(region, known)
      .filter((row) => isShown(row, isOpen))
      .map(find),
  ];
};

/** Each service with the operations that are often wanted, and those that rules name. */
const offered = ({ scope: { region } }: SwitchRow, known: readonly SwitchRow[]): SwitchRow[] =>
  otherServices.flatMap((service) => {
    const scope = { ...(region !== undefined && { region }), service };
    const named = known.flatMap((row) => (row.scope.service === service ? (row.scope.operation ?? []) : []));
    const operations = [...new Set([...(knownServices[service] ?? []), ...named])];
    return [
      switchedOff({ scope, level: 2, label: labels[service] ?? service }),
      ...operations.map((operation) =>
        switchedOff({ scope: { ...scope, operation }, level: 3, label: operation }),
      ),
    ];
  });

const switchedOff = (row: Pick<SwitchRow, 'scope' | 'level' | 'label'>): SwitchRow => ({
  key: scopeKey(row.scope),
  on: false,
  busy: false,
  ...row,
});

/** What the engine says of it, where it does. */
const stateOf = (known: readonly SwitchRow[], key: string): Partial<SwitchRow> => {
  const { level, label, ...state } = known.find((row) => row.key === key) ?? {};
  return state;
};
