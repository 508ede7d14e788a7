import type { Figure } from '../panel/figures';
import { reportOf as tableOfFigures } from '../panel/report';
import { figuresOf, type Measured, medianRate } from './figures';
import { NOTHING } from './identify/measureIdentify';
import type { EntryName, LineUp } from './lineUp';
import { median } from './median';
import { whatLimits } from './whatLimits';

const names: Readonly<Record<EntryName, string>> = {
  plain: 'plain `node:http`, the limit for Node',
  mock: '**engine**, MOCK endpoint',
  lambda: '**engine**, endpoint with a Lambda',
  offline: 'serverless-offline, endpoint with a Lambda',
  mockoon: '@mockoon/cli, a mock',
  mountebank: 'mountebank, a mock',
  api: '**engine**, STS GetCallerIdentity',
  moto: 'moto, STS GetCallerIdentity',
  proxy: 'minimal `node:http` proxy',
  pass: '**engine**, pass-through',
  rules: '**engine**, pass-through with 1,000 rules that do not fit',
  reader: '**engine**, pass-through with a reader of events',
  nginx: 'nginx as proxy',
};

/** The verdicts, then all that was measured, as Markdown. */
export function reportOf(measured: Measured, missing: LineUp['missing'], about: readonly string[]): string {
  const figures = figuresOf(measured);
  return [
    tableOfFigures('The engine', about, figures),
    ...explained(figures),
    tablesOf(measured, missing),
  ].join('\n\n');
}

/** What was measured, without a verdict. */
export const tablesOf = (measured: Measured, missing: LineUp['missing']): string =>
  [loadTable(measured, missing), latencyTable(measured), identifyTable(measured), inWords(measured)].join(
    '\n\n',
  );

const explained = (figures: readonly Figure[]): string[] =>
  figures.flatMap(({ name, ok }) => {
    const why = ok ? undefined : whatLimits[name];
    return why === undefined ? [] : [`**${name}:** ${why}`];
  });

const loadTable = ({ load }: Measured, missing: LineUp['missing']): string => {
  const limit = medianRate(load, 'plain');
  const line = (name: EntryName): string => {
    const rate = medianRate(load, name);
    if (Number.isNaN(rate)) return `| ${names[name]} | ${missing.get(name) ?? 'not measured'} | | |`;
    const cpuUs = median((load.get(name) ?? []).map((sample) => sample.cpuUs));
    return `| ${names[name]} | ${Math.round(rate)} | ${(rate / limit).toFixed(3)} | ${cpuUs.toFixed(1)} |`;
  };
  const rows = (Object.keys(names) as EntryName[]).map(line);
  return [
    '| under load | requests/s | of plain node:http | CPU µs/request |',
    '|---|--:|--:|--:|',
    ...rows,
  ].join('\n');
};

const latencyTable = ({ latency }: Measured): string => {
  const { behind, proxy, pass } = latency;
  const line = (name: string, all: Measured['latency']['pass']): string => {
    const [p50, p99] = [median(all.map((each) => each.p50)), median(all.map((each) => each.p99))];
    return `| ${name} | ${p50.toFixed(2)} ms | ${p99.toFixed(2)} ms |`;
  };
  const rows = [line('no proxy', behind), line(names.proxy, proxy), line(names.pass, pass)];
  return ['| at 1,000 requests a second | p50 | p99 |', '|---|--:|--:|', ...rows].join('\n');
};

const identifyTable = ({ identifyNs }: Measured): string => {
  const nothing = median(identifyNs.get(NOTHING) ?? []);
  const rows = [...identifyNs].map(([name, all]) => {
    const ns = median(all);
    return `| ${name} | ${ns.toFixed(0)} ns | × ${(ns / nothing).toFixed(0)} |`;
  });
  return ['| identifying a call by | each | of nothing |', '|---|--:|--:|', ...rows].join('\n');
};

const inWords = ({ startMs, residentBytes, table }: Measured): string => {
  const ms = (values: readonly number[]) => `${Math.round(median(values))} ms`;
  const megabytes = (values: readonly number[]) => `${(median(values) / 1e6).toFixed(0)} MB`;
  return [
    `Start: \`node -e 0\` ${ms(startMs.node)}, the engine ${ms(startMs.engine)}, the engine as a gateway ${ms(startMs.gateway)}.`,
    `Resident after 100,000 requests: minimal proxy ${megabytes(residentBytes.proxy)}, pass-through ${megabytes(residentBytes.pass)}.`,
    `The table of AWS's operations: loaded in ${median(table.map(({ ms: took }) => took)).toFixed(1)} ms when it is first asked for, ${(median(table.map(({ bytes }) => bytes)) / 1e6).toFixed(1)} MB of heap.`,
  ].join('\n');
};
