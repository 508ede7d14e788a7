import assert from 'node:assert/strict';
import { type DemoReport, demoData, demoTable, deviations } from './demoReport';
import type { Measurement } from './measure';

const measured = (subject: string, rest: Partial<Measurement>): Measurement => ({
  subject,
  region: 'us-east-1',
  durationMs: 7,
  injected: false,
  expected: '200',
  asExpected: true,
  ...rest,
});

const domain = {
  id: 'x',
  method: 'GET',
  path: '/test',
  url: 'http://engine/test',
  domain: 'api.example.com',
};

const report = (asExpected: boolean): DemoReport => ({
  engine: 'chaos-lab 0.1.0',
  deployment: {
    tools: { serverless: { name: 'osls', version: '4.3.1', command: ['node', '/somewhere'] } },
    fallback: 'Terraform was not found on the PATH.',
    regions: [],
  },
  phases: [
    {
      name: 'steady',
      title: 'Steady state',
      measurements: [
        measured('us-east-1 GET /test', { status: 200 }),
        measured('us-east-1 api.example.com GET /test', { status: 200, endpoint: domain }),
      ],
    },
    {
      name: 'lambda',
      title: 'Fault on lambda',
      rule: { service: 'lambda' },
      measurements: [
        measured('us-east-1 GET /test', { status: 502, asExpected, durationMs: 12 }),
        measured('us-east-1 api.example.com GET /test', { error: 'timeout', endpoint: domain }),
      ],
    },
  ],
  durationMs: 1000,
});

describe('the report of the demo', () => {
  it('has a row for each endpoint, a column for each phase, and marks what is not as promised', () => {
    assert.deepEqual(demoTable(report(false)).split('\n'), [
      `${' '.repeat(28)}steady   lambda`,
      'us-east-1 GET /test         200 7ms  502 12ms !',
      'us-east-1 domain GET /test  200 7ms  timeout 7ms',
      'domain: api.example.com',
    ]);
  });

  it('says what was not as promised', () => {
    assert.deepEqual(deviations(report(true)), []);
    assert.deepEqual(deviations(report(false)), [
      'Fault on lambda: us-east-1 GET /test gave 502 in 12 ms, expected 200.',
    ]);
  });

  it('gives the same as data, with the tools and why there was no Terraform', () => {
    const { phases } = report(false);
    assert.deepEqual(demoData(report(false)), {
      ok: false,
      engine: 'chaos-lab 0.1.0',
      tools: { serverless: { name: 'osls', version: '4.3.1' } },
      fallback: 'Terraform was not found on the PATH.',
      durationMs: 1000,
      phases,
      deviations: deviations(report(false)),
    });
  });
});
