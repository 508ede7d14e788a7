import { Command } from 'commander';
import type { Endpoint, Sample } from '../../core/endpoints/endpoint';
import { defaultRegions, type EngineOptions, regionList, withEngineOptions } from '../options';
import { table } from '../table';
import { Terminal } from '../terminal';

interface EndpointsOptions extends EngineOptions {
  readonly regions: readonly string[];
  readonly probe: boolean;
}

/** `chaos-lab endpoints` */
export const endpointsCommand = (): Command =>
  withEngineOptions(
    new Command('endpoints')
      .description('List the deployed endpoints, with what each answers now.')
      .option('--regions <list>', 'where to look', regionList, [...defaultRegions])
      .option('--no-probe', 'only list them'),
  ).action(list);

interface Row {
  readonly endpoint: Endpoint;
  readonly sample?: Sample;
}

const list = async ({ endpoint, regions, probe, json }: EndpointsOptions): Promise<void> => {
  const { findEndpoints } = await import('../findEndpoints');
  const endpoints = await findEndpoints(endpoint, regions);
  const rows = await Promise.all(endpoints.map((each) => rowOf(each, probe)));
  const none = `No API is deployed in ${regions.join(', ')}. "chaos-lab deploy" deploys the sample.`;
  const data = rows.map(({ endpoint: found, sample }) => ({ ...found, ...(sample ? { sample } : {}) }));
  new Terminal(json === true).result(data, rows.length ? table(header, rows.map(cells)) : none);
};

const rowOf = async (endpoint: Endpoint, wanted: boolean): Promise<Row> => {
  if (!wanted || !endpoint.probeable) return { endpoint };
  const { probe } = await import('../../core/endpoints/probe');
  return { endpoint, sample: await probe(endpoint) };
};

const header = ['region', 'api', 'endpoint', 'behind it', 'status', 'ms'];

const cells = ({ endpoint, sample }: Row): string[] => [
  endpoint.region,
  endpoint.domain ?? `${endpoint.apiName} (${endpoint.apiId}/${endpoint.stage})`,
  `${endpoint.method} ${endpoint.path}`,
  endpoint.integration.kind === 'lambda'
    ? `lambda ${endpoint.integration.functionName}`
    : endpoint.integration.kind,
  sample ? `${sample.status ?? sample.error}${sample.injected ? ' (injected)' : ''}` : '',
  sample ? String(sample.durationMs) : '',
];
