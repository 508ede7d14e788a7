import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { Endpoint, Integration } from '../../endpoints/endpoint';
import { canonicalRule, type FaultRule, parseExtendedRules } from '../../faults/rule';
import type { Experiment, FullActivity, HttpProvider } from '../format/experiment';
import { findLabExtension } from '../format/findLabExtension';
import { parseExperiment } from '../format/parseExperiment';
import { templates } from './templates';
import { templateText } from './templateText';

const origin = 'http://127.0.0.1:4566';

const endpointAt = (region: string, path: string, integration: Integration): Endpoint => ({
  id: `${region}/x.demo.com GET ${path}`,
  region,
  apiId: 'a1b2c3',
  apiName: 'api',
  stage: 'local',
  method: 'GET',
  path,
  domain: 'x.demo.com',
  url: `${origin}${path}`,
  host: 'x.demo.com',
  integration,
  probeable: true,
});

const lambda = (region: string): Integration => ({ kind: 'lambda', functionName: 'hello', region });

const deployed = ['us-east-1', 'eu-west-1'].flatMap((region) => [
  endpointAt(region, '/test', { kind: 'mock' }),
  endpointAt(region, '/v1/hello', lambda(region)),
  { ...endpointAt(region, '/v1/{id}', lambda(region)), probeable: false },
]);

const sources: readonly [what: string, endpoints: readonly Endpoint[]][] = [
  ['two regions', deployed],
  ['nothing deployed', []],
  ['one region without functions', deployed.slice(0, 1)],
  [
    'sixty endpoints',
    Array.from({ length: 60 }, (_, index) => endpointAt('us-east-1', `/${index}`, lambda('us-east-1'))),
  ],
];

const validate = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(join(__dirname, '../../../../schemas/chaos-experiment.schema.json'), 'utf8')),
);

const experimentOf = (text: string): Experiment => {
  const { experiment, problems } = parseExperiment(text, 'new.chaos.yaml');
  assert.deepEqual(problems, []);
  assert.ok(experiment);
  return experiment;
};

const rulesOf = ({ arguments: body }: HttpProvider): string[] =>
  parseExtendedRules(body as FaultRule[]).map(canonicalRule);

/** The rules and the latency that are in force after actions, one after the other. */
const inForceAfter = (activities: readonly unknown[]): string[] => {
  const force = new Set<string>();
  for (const { provider } of activities as readonly (FullActivity & { provider: HttpProvider })[]) {
    const { method = 'GET', url } = provider;
    if (url.endsWith('/effects')) {
      if ((provider.arguments as { latency: number }).latency > 0) force.add('latency');
      else force.delete('latency');
    } else if (method === 'PATCH') for (const rule of rulesOf(provider)) force.add(rule);
    else if (method === 'DELETE') for (const rule of rulesOf(provider)) force.delete(rule);
  }
  return [...force];
};

describe('templateText', () => {
  for (const template of templates) {
    for (const [what, endpoints] of sources) {
      it(`makes ${template.id} for ${what}: valid, gated, and nothing is left`, () => {
        const experiment = experimentOf(templateText(template, { origin, endpoints }));
        validate(experiment);
        assert.deepEqual(validate.errors, null);
        const [gate] = experiment['steady-state-hypothesis']?.probes ?? [];
        assert.deepEqual(gate, {
          type: 'probe',
          name: 'The Chaos API answers',
          tolerance: 200,
          provider: {
            type: 'http',
            method: 'GET',
            url: `\${endpoint}/_localstack/chaos/faults`,
            timeout: 10,
          },
        });
        assert.deepEqual(experiment.runtime, { rollbacks: { strategy: 'always' } });
        assert.ok(inForceAfter(experiment.method.slice(0, 1)).length > 0, 'the first step sets a fault');
        assert.deepEqual(inForceAfter(experiment.method), [], 'the hypothesis is checked without faults');
        for (let steps = 1; steps < experiment.method.length; steps++)
          assert.deepEqual(
            inForceAfter([...experiment.method.slice(0, steps), ...(experiment.rollbacks ?? [])]),
            [],
          );
      });
    }
  }

  it('asks the endpoints that may be asked, twenty at most, at the engine of whoever runs it', () => {
    const [template] = templates;
    assert.ok(template);
    const probesOf = (endpoints: readonly Endpoint[]) =>
      experimentOf(templateText(template, { origin, endpoints }))['steady-state-hypothesis']?.probes ?? [];
    assert.deepEqual(
      probesOf(deployed).map((probe) => ('provider' in probe ? (probe.provider as HttpProvider).url : '')),
      [
        `\${endpoint}/_localstack/chaos/faults`,
        `\${endpoint}/test`,
        `\${endpoint}/v1/hello`,
        `\${endpoint}/test`,
        `\${endpoint}/v1/hello`,
      ],
    );
    assert.equal(probesOf(sources[3]?.[1] ?? []).length, 21);
  });

  it('expects the endpoints of the region, or of its functions, to fail, and the others not', () => {
    const expectedOf = (id: string) => {
      const template = templates.find((each) => each.id === id);
      assert.ok(template);
      const { extensions } = experimentOf(templateText(template, { origin, endpoints: deployed }));
      return findLabExtension({ ...(extensions && { extensions }) })?.expected;
    };
    const [test1, hello1, test2, hello2] = ['us-east-1', 'eu-west-1'].flatMap((region) =>
      ['/test', '/v1/hello'].map((path) => `GET x.demo.com${path} in ${region}`),
    );
    assert.deepEqual(expectedOf('region-outage'), {
      failed: [test1, hello1],
      stayedHealthy: [test2, hello2],
    });
    assert.deepEqual(expectedOf('lambda-outage'), {
      failed: [hello1],
      stayedHealthy: [test1, test2, hello2],
    });
    assert.deepEqual(expectedOf('slow-dependency'), {
      failed: [],
      stayedHealthy: [test1, hello1, test2, hello2],
    });
  });

  it('says what to do when no endpoint was found', () => {
    const [template] = templates;
    assert.ok(template);
    const hint = '# No endpoint was found: write the URLs of yours.';
    assert.ok(templateText(template, { origin, endpoints: [] }).includes(hint));
    assert.ok(!templateText(template, { origin, endpoints: deployed }).includes(hint));
  });
});
