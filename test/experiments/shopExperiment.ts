import type { Shops } from './deployShops';

/** What is to follow the fault. */
export interface AfterTheFault {
  readonly pauseSeconds: number;
  /** Whether the method takes the fault back, so that the shop is open again afterwards. */
  readonly takesBack: boolean;
}

export const shopTitle = 'The shop is open in both regions';

/** An experiment that fails us-east-1. */
export const shopExperiment = (
  { east, west }: Shops,
  { pauseSeconds, takesBack }: AfterTheFault,
): string => `\
title: ${shopTitle}
description: us-east-1 fails${takesBack ? ', and comes back' : ''}. The shop has to be open afterwards.
tags: [shop]

configuration:
  endpoint: { type: env, key: CHAOS_ENDPOINT, default: "http://127.0.0.1:4566" }

steady-state-hypothesis:
  title: The shop is open
  probes:
${probe('The engine takes faults', '/_localstack/chaos/faults')}
${probe('GET /test in us-east-1', east)}
${probe('GET /test in us-west-2', west)}

method:
${action('Fail us-east-1', 'PATCH')}
    pauses: { after: ${pauseSeconds} }
${takesBack ? action('Take the fault back', 'DELETE') : ''}
rollbacks:
${action('Take the fault back', 'DELETE')}

runtime:
  rollbacks: { strategy: always }
`;

const probe = (name: string, path: string): string => `\
    - type: probe
      name: ${name}
      tolerance: 200
      provider: { type: http, url: "\${endpoint}${path}", timeout: 5 }`;

const action = (name: string, method: string): string => `\
  - type: action
    name: ${name}
    provider:
      type: http
      method: ${method}
      url: \${endpoint}/_localstack/chaos/faults
      headers: { Content-Type: application/json }
      arguments: [{ region: us-east-1, description: "chaos-lab:experiment" }]
      timeout: 10`;
