import type { Endpoint, EndpointState, Sample } from '../../core/endpoints/endpoint';
import { describeIntegration } from '../../core/endpoints/integration';
import { sparkline } from '../../core/endpoints/sparkline';

/** `502 · 3 ms · λ hello · p95 4 ms ▁▂××`: what changes first, since a narrow side bar cuts the end. */
export const endpointDescription = (state: EndpointState, stale: boolean): string => {
  const { endpoint, samples, p95Ms } = state;
  const last = samples.at(-1);
  const facts = [
    stale ? 'last known' : '',
    last ? `${answer(last)} · ${last.durationMs} ms` : '',
    behind(endpoint),
    p95Ms === undefined ? '' : `p95 ${p95Ms} ms`,
    endpoint.probeable ? '' : 'not probed',
  ];
  return [facts.filter(Boolean).join(' · '), sparkline(samples)].filter(Boolean).join(' ');
};

/** Serverless names a function `{service}-{stage}-{name}`: the name alone tells enough in a row. */
export const behind = ({ integration, stage }: Endpoint): string => {
  if (integration.kind !== 'lambda') return describeIntegration(integration);
  const { functionName } = integration;
  const short = functionName.slice(functionName.indexOf(`-${stage}-`) + `-${stage}-`.length);
  return describeIntegration(
    functionName.includes(`-${stage}-`) ? { ...integration, functionName: short } : integration,
  );
};

/** Markdown with all that is known. */
export const endpointTooltip = (state: EndpointState, stale: boolean): string => {
  const { endpoint, health, samples, p95Ms } = state;
  const { method, path, region, apiName, apiId, stage, url, host } = endpoint;
  const last = samples.at(-1);
  const facts = [
    `Region \`${region}\`, API \`${apiName}\` (\`${apiId}\`), stage \`${stage}\``,
    `Behind it: ${describeIntegration(endpoint.integration)}`,
    last ? `Last answer: ${answer(last)} after ${last.durationMs} ms, at ${timeOf(last.at)}` : '',
    p95Ms === undefined ? '' : `95 % of the last answers took at most ${p95Ms} ms`,
    endpoint.probeable ? '' : 'Not probed: only GET endpoints without path parameters are called unasked',
    `\`${url}\`${host ? ` with the header \`Host: ${host}\`` : ''}`,
  ].filter(Boolean);
  const headline = `**${method} ${path}**: ${health}${stale ? ' when last seen' : ''}`;
  return [headline, facts.map((fact) => `- ${fact}`).join('\n')].join('\n\n');
};

/** `503 injected`, `200`, `timeout`. */
const answer = ({ status, error, injected }: Sample): string =>
  status === undefined ? (error ?? 'no answer') : `${status}${injected ? ' injected' : ''}`;

const timeOf = (at: number): string => new Date(at).toLocaleTimeString();
