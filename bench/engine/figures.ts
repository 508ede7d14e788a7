import type { Figure } from '../panel/figures';
import type { IdentifyTimes } from './identify/measureIdentify';
import type { TableCost } from './identify/measureTable';
import type { EntryName } from './lineUp';
import type { Latency } from './measureLatency';
import type { Sample } from './measureLoad';
import { median } from './median';

/** All that was measured, round by round. */
export interface Measured {
  readonly load: ReadonlyMap<EntryName, readonly Sample[]>;
  readonly latency: Readonly<Record<'behind' | 'proxy' | 'pass', readonly Latency[]>>;
  readonly startMs: Readonly<Record<'node' | 'engine' | 'gateway', readonly number[]>>;
  readonly residentBytes: Readonly<Record<'proxy' | 'pass', readonly number[]>>;
  readonly identifyNs: IdentifyTimes;
  readonly table: readonly TableCost[];
}

/** The figures against the limits that they are held to. */
export const figuresOf = (measured: Measured): Figure[] => [
  ...rates(measured.load),
  idleRules(measured.load),
  addedLatency(measured.latency),
  ...starts(measured.startMs),
  memory(measured.residentBytes),
];

type Loads = Measured['load'];

const rates = (load: Loads): Figure[] => {
  const ratio = (what: EntryName, beside: EntryName) => medianRate(load, what) / medianRate(load, beside);
  return [
    atLeast('MOCK endpoint, of plain node:http', ratio('mock', 'plain'), 0.4),
    atLeast('Lambda endpoint, of serverless-offline', ratio('lambda', 'offline'), 2.5),
    atLeast('pass-through, of the minimal proxy', ratio('pass', 'proxy'), 0.85),
    atLeast('pass-through, of nginx', ratio('pass', 'nginx'), 0.4),
    note('… by CPU time for a request', medianCpu(load, 'nginx') / medianCpu(load, 'pass')),
  ];
};

/** Round by round, so that what the machine did besides meets both alike. */
const idleRules = (load: Loads): Figure => {
  const without = load.get('pass') ?? [];
  const extra = (load.get('rules') ?? []).map(
    ({ cpuUs }, round) => cpuUs / (without[round]?.cpuUs ?? Number.NaN) - 1,
  );
  const percent = median(extra) * 100;
  return {
    name: 'CPU time that 1,000 idle rules add to a request',
    ...verdict(percent, `${percent.toFixed(1)} %`, percent <= 3, '≤ 3 %'),
  };
};

const addedLatency = ({ behind, proxy, pass }: Measured['latency']): Figure => {
  const direct = median(behind.map(({ p99 }) => p99));
  const [byProxy, byPass] = [proxy, pass].map((all) => median(all.map(({ p99 }) => p99)) - direct);
  return atMost(
    'p99 added by pass-through, of what the minimal proxy adds',
    (byPass ?? 0) / (byProxy ?? 0),
    1.5,
  );
};

const starts = ({ node, engine, gateway }: Measured['startMs']): Figure[] => [
  atMost('start of the engine, of `node -e 0`', median(engine) / median(node), 4),
  note('start of the engine as a gateway, of `node -e 0`', median(gateway) / median(node)),
];

const memory = ({ proxy, pass }: Measured['residentBytes']): Figure =>
  atMost(
    'resident after 100,000 requests passed on, of the minimal proxy',
    median(pass) / median(proxy),
    1.6,
  );

export const medianCpu = (load: Loads, name: EntryName): number =>
  median((load.get(name) ?? []).map(({ cpuUs }) => cpuUs));

export const medianRate = (load: Loads, name: EntryName): number =>
  median((load.get(name) ?? []).map(({ requestsPerSecond }) => requestsPerSecond));

const atLeast = (name: string, value: number, limit: number): Figure => ({
  name,
  ...verdict(value, times(value), value >= limit, `≥ ${times(limit)}`),
});

const atMost = (name: string, value: number, limit: number): Figure => ({
  name,
  ...verdict(value, times(value), value <= limit, `≤ ${times(limit)}`),
});

const note = (name: string, value: number): Figure => ({ name, ...verdict(value, times(value), true, '') });

/** What could not be measured is said, and no failure. */
const verdict = (value: number, measured: string, ok: boolean, limit: string): Omit<Figure, 'name'> =>
  Number.isFinite(value) ? { measured, limit, ok } : { measured: 'not measured here', limit: '', ok: true };

const times = (value: number): string => `× ${value.toFixed(2)}`;
