import assert from 'node:assert/strict';
import { isHumanError } from '../../../errors';
import type { ExtendedRule } from '../../../faults/rule';
import { testEndpoint } from '../../testEndpoint';
import type { LogLine } from '../chaoslog';
import { answerAt, exported, faultsAt, own } from './testClicks';

const hello = testEndpoint('/v1/hello', 'hello');
const test = testEndpoint('/test', undefined, { domain: 'chaos-example.demo.com' });
const endpoints = [hello, test];
const lambda = { region: 'us-east-1', service: 'lambda' };
const json = { 'Content-Type': 'application/json' };
const tag = 'chaos-lab:experiment';

const clicks = [
  faultsAt(0, []),
  answerAt(1, test, 200),
  answerAt(2, hello, 200),
  faultsAt(5, [own(lambda)]),
  answerAt(6, hello, 502),
  answerAt(6, test, 200),
  faultsAt(15.3, [own({ ...lambda, probability: 0.5 })], 400),
  faultsAt(20, []),
  answerAt(22, hello, 200),
];

describe('toExperiment', () => {
  it('makes the clicks the method, with their pauses, and takes everything back at the end', async () => {
    const { experiment } = await exported(clicks, { endpoints });
    const half = { ...lambda, probability: 0.5, description: tag };
    const steps = [...experiment.method, ...experiment.rollbacks].map(({ name, provider, pauses }) => [
      name,
      `${provider.method} ${provider.url.replace(`\${endpoint}/_localstack/chaos/`, '')}`,
      provider.arguments,
      pauses?.after ?? 0,
    ]);
    const whole = { ...lambda, description: tag };
    assert.deepEqual(steps, [
      ['Set lambda in us-east-1: 503 ServiceUnavailable', 'PATCH faults', [whole], 10],
      ['Take back lambda in us-east-1: 503 ServiceUnavailable', 'DELETE faults', [whole], 0],
      ['Set lambda in us-east-1: 503 ServiceUnavailable, 50 %', 'PATCH faults', [half], 0],
      ['Answer every request 400 ms later', 'POST effects', { latency: 400 }, 5],
      ['Take back lambda in us-east-1: 503 ServiceUnavailable, 50 %', 'DELETE faults', [half], 0],
      ['Take back the latency', 'POST effects', { latency: 0 }, 40],
      [
        'Take back lambda in us-east-1: 503 ServiceUnavailable; lambda in us-east-1: 503 ServiceUnavailable, 50 %',
        'DELETE faults',
        [whole, half],
        0,
      ],
      ['Take back the latency', 'POST effects', { latency: 0 }, 0],
    ]);
    const all = [...experiment.method, ...experiment.rollbacks];
    assert.ok(all.every(({ background, type }) => background === false && type === 'action'));
    assert.deepEqual(all[0]?.provider.headers, json);
  });

  it('names the extensions of rules that LocalStack would refuse', async () => {
    const rule: ExtendedRule = { ...lambda, latency: { min: 100, max: 300 }, count: 3 };
    const { experiment } = await exported(
      [answerAt(1, hello, 200), faultsAt(5, [own(rule)]), faultsAt(9, [])],
      {
        endpoints,
      },
    );
    const [set, ...takeBack] = [...experiment.method, ...experiment.rollbacks];
    assert.equal(set?.name, 'Set lambda in us-east-1: delay of 100 to 300 ms, first 3 calls');
    for (const { provider } of [set, ...takeBack]) {
      assert.deepEqual(provider.arguments, [{ ...rule, description: tag }]);
      assert.deepEqual(provider.headers, { ...json, 'x-chaos-extensions': 'latency,count' });
    }
  });

  it('makes what was healthy before the first fault the hypothesis, and tells what became of it', async () => {
    const { experiment } = await exported(clicks, { endpoints });
    assert.deepEqual(experiment['steady-state-hypothesis'].probes, [
      {
        type: 'probe',
        name: 'The Chaos API answers',
        tolerance: 200,
        provider: { type: 'http', method: 'GET', url: `\${endpoint}/_localstack/chaos/faults`, timeout: 10 },
      },
      {
        type: 'probe',
        name: 'GET /v1/hello in us-east-1',
        tolerance: 200,
        provider: {
          type: 'http',
          method: 'GET',
          url: `\${endpoint}/_aws/execute-api/a1/local/v1/hello`,
          timeout: 30,
        },
      },
      {
        type: 'probe',
        name: 'GET chaos-example.demo.com/test in us-east-1',
        tolerance: 200,
        provider: {
          type: 'http',
          method: 'GET',
          url: `\${endpoint}/_aws/execute-api/a1/local/test`,
          headers: { Host: 'chaos-example.demo.com' },
          timeout: 30,
        },
      },
    ]);
    assert.deepEqual(experiment.extensions, [
      {
        name: 'chaos-lab',
        recorded: { at: '2026-01-01T12:00:00.000Z', product: 'Chaos Lab 0.1.0', seconds: 60 },
        load: { requestsPerSecond: 5 },
        expected: {
          failed: ['GET /v1/hello in us-east-1'],
          stayedHealthy: ['GET chaos-example.demo.com/test in us-east-1'],
        },
      },
    ]);
    assert.deepEqual(experiment.configuration, {
      endpoint: { type: 'env', key: 'CHAOS_ENDPOINT', default: 'http://127.0.0.1:4566' },
    });
  });

  it('leaves out of the hypothesis what failed, was not asked, redirects, or must not be called', async () => {
    const [broken, silent, moved, post] = [
      testEndpoint('/broken'),
      testEndpoint('/silent'),
      testEndpoint('/moved'),
      testEndpoint('/order', 'order', { method: 'POST', probeable: false }),
    ];
    const lines = [
      answerAt(1, broken, 500, false),
      answerAt(1, moved, 302),
      answerAt(1, post, 200),
      answerAt(1, hello, 401),
      answerAt(2, hello, 502), // the engine had the fault before the lab saw it
      faultsAt(3, [own(lambda)]),
      answerAt(4, silent, 200),
      faultsAt(5, []),
    ];
    const { experiment } = await exported(lines, { endpoints: [broken, silent, moved, post, hello] });
    const [, ...probes] = experiment['steady-state-hypothesis'].probes;
    assert.deepEqual(
      probes.map(({ name, tolerance }) => [name, tolerance]),
      [['GET /v1/hello in us-east-1', 401]],
    );
    assert.deepEqual(experiment.extensions[0].expected.failed, ['GET /v1/hello in us-east-1']);
  });

  it('leaves out what says JSON and answers none: Chaos Toolkit gives up on it', async () => {
    const headers = [['Content-Type', 'application/json']] as const;
    const lines = [
      { ...answerAt(1, test, 200), headers, body: '' } as LogLine,
      { ...answerAt(1, hello, 200), headers, body: '{}' } as LogLine,
      faultsAt(2, [own(lambda)]),
      faultsAt(3, []),
    ];
    const { experiment, notes } = await exported(lines, { endpoints });
    const names = experiment['steady-state-hypothesis'].probes.map(({ name }) => name);
    assert.deepEqual(names, ['The Chaos API answers', 'GET /v1/hello in us-east-1']);
    assert.match(notes.join(), /say JSON and answer none \(1\)/);
  });

  it('never takes rules of others for clicks', async () => {
    const theirs = [
      { service: 's3' },
      own({ service: 'sqs' }, 'somebody-else'),
      { region: 'x', description: 'mine' },
    ];
    const { experiment } = await exported(
      [faultsAt(0, theirs), faultsAt(5, [...theirs, own(lambda)]), faultsAt(9, theirs)],
      { endpoints },
    );
    const services = experiment.method.flatMap(({ provider }) =>
      (provider.arguments as { service: string }[]).map(({ service }) => service),
    );
    assert.deepEqual(services, ['lambda', 'lambda']);
    assert.equal(JSON.stringify(experiment).includes('s3'), false);
  });

  it('says in one sentence why there is nothing to export', async () => {
    const refused = (pattern: RegExp) => (error: unknown) =>
      isHumanError(error) && pattern.test(error.message);
    await assert.rejects(exported([faultsAt(0, [])]), refused(/No fault was set .* Record again/));
    await assert.rejects(
      exported([faultsAt(0, [{ service: 's3' }])]),
      refused(/of other clients\. Record again/),
    );
    await assert.rejects(exported([]), isHumanError);
  });

  it('passes over what is no rule, however it came into the file', async () => {
    const evil = own({ service: `\${endpoint}`, error: { code: '"\n- x: 1' } });
    await assert.rejects(exported([faultsAt(1, [evil])]), isHumanError);
    const { experiment } = await exported([faultsAt(1, [evil, own(lambda), own(lambda, 'me-1')])]);
    assert.deepEqual(experiment.method[0]?.provider.arguments, [{ ...lambda, description: tag }]);
  });

  it('keeps the order in which rules are tried', async () => {
    const [a, b] = [own({ service: 'a' }), own({ service: 'b' })];
    const { experiment } = await exported([faultsAt(1, [a, b]), faultsAt(2, [b, a]), faultsAt(3, [])]);
    const engine: string[] = [];
    const lists = experiment.method.map(({ provider: { method, arguments: rules } }) => {
      const services = (rules as { service: string }[]).map(({ service }) => service);
      if (method === 'PATCH') engine.push(...services);
      else for (const service of services) engine.splice(engine.indexOf(service), 1);
      return engine.join('');
    });
    assert.deepEqual(lists, ['ab', 'b', 'ba', '']);
  });

  it('shortens pauses that were long, and says so, as of faults that were left on', async () => {
    const { experiment, notes } = await exported(
      [
        answerAt(1, hello, 200),
        faultsAt(2, [own(lambda)]),
        faultsAt(200, [own(lambda)], 100),
        faultsAt(200.44, [own(lambda)], 50),
      ],
      { endpoints },
    );
    assert.deepEqual(
      experiment.method.map(({ pauses }) => pauses?.after),
      [60, 0.4, undefined],
    );
    assert.deepEqual(notes, [
      'One pause was longer than 60 s and is shortened to that.',
      'Faults were in force at the end: the hypothesis is checked under them.',
    ]);
    assert.ok(notes.every((note) => experiment.description.includes(note)));
  });

  it('tells endpoints of the same name apart, and asks for fifty at most', async () => {
    const twins = [
      testEndpoint('/x', undefined, { id: 'one', apiName: 'a' }),
      testEndpoint('/x', undefined, { id: 'two', apiName: 'b' }),
      testEndpoint('/x', undefined, { id: 'three', apiName: 'b' }),
    ];
    const many = Array.from({ length: 60 }, (_, n) => testEndpoint(`/y${n}`));
    const all = [...many, ...twins];
    const lines = [
      ...all.map((each) => answerAt(1, each, 200)),
      faultsAt(2, [own(lambda)]),
      answerAt(3, twins[0] as never, 502),
      faultsAt(4, []),
    ];
    const { experiment, notes } = await exported(lines, { endpoints: all });
    const names = experiment['steady-state-hypothesis'].probes.map(({ name }) => name);
    assert.equal(new Set(names).size, 51);
    assert.equal(names[1], 'GET /x of a local in us-east-1');
    assert.deepEqual(notes, ['The hypothesis asks for 50 of 63 endpoints.']);
    const few = await exported([...twins.map((each) => answerAt(1, each, 200)), faultsAt(2, [own(lambda)])], {
      endpoints: twins,
    });
    assert.deepEqual(
      few.experiment['steady-state-hypothesis'].probes.slice(1).map(({ name }) => name),
      ['GET /x of a local in us-east-1', 'two', 'three'],
    );
  });
});
