import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withGateway } from '../withGateway';

const paths = [
  '/_localstack/chaos/faults',
  '/_localstack/chaos/effects',
  '/_chaos/rules',
  '/_chaos/seed',
  '/_chaos/leases/owner-1',
  '/_chaos/leases/%FF',
  '/_chaos/capabilities',
];

const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 3 }),
  fc
    .array(
      fc.dictionary(
        fc.constantFrom('service', 'latency', 'reset', 'timeout', 'count', 'durationMs', 'seed', '__proto__'),
        fc.jsonValue({ maxDepth: 2 }),
      ),
    )
    .map((rules) => JSON.stringify(rules)),
);

const asked = fc.record({
  path: fc.constantFrom(...paths),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'),
  body,
  headers: fc.dictionary(
    fc.constantFrom('x-chaos-owner', 'x-chaos-extensions', 'last-event-id', 'content-type'),
    fc.stringMatching(/^[ -~]{0,20}$/),
  ),
});

describe('what is asked of the engine, whatever it is', () => {
  it('is answered in JSON, and leaves an engine that works', () =>
    withGateway({}, async ({ ask, control, reports, clock }) => {
      await fc.assert(
        fc.asyncProperty(asked, async ({ path, method, headers, body: sent }) => {
          const answer = await ask(path, { method, headers, ...(method !== 'HEAD' && { body: sent }) });
          assert.ok([200, 400, 404, 405].includes(answer.status), `${answer.status} ${answer.text}`);
          if (method === 'HEAD') return;
          const said = JSON.parse(answer.text);
          if (answer.status !== 200) assert.equal(typeof said.message, 'string');
        }),
        { numRuns: 400 },
      );
      assert.deepEqual(reports, []);
      await control('POST', '/_chaos/rules', []);
      await control('DELETE', '/_chaos/leases/owner-1');
      assert.equal(clock.pending, 0);
      assert.deepEqual(await control('GET', '/_localstack/chaos/faults'), []);
    }));
});
