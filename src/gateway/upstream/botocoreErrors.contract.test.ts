import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withEngine } from '../../cli/engine/withEngine';

const run = promisify(execFile);
const script = join(__dirname, 'botocoreErrors.fixture.py');

interface Raised {
  readonly code: string;
  readonly status: number;
  readonly attempts: number;
  /** Whether it can tell the id of the request. */
  readonly named: boolean;
  readonly class: string;
}

type Seen = Readonly<Record<string, Raised | null>>;

const HEAD = 'rest-xml: s3, HEAD';

/** What botocore raises for each call while everything fails: one answer for each fault. */
const raisedFor = (faults: readonly object[]): Promise<readonly Seen[]> =>
  withEngine({}, async ({ url }) => {
    const { AWS_PROFILE: _profile, ...env } = process.env;
    const { stdout } = await run('python3', [script, url, JSON.stringify(faults)], {
      env: { ...env, AWS_CONFIG_FILE: '/dev/null' },
    });
    return JSON.parse(stdout) as readonly Seen[];
  });

const faults: readonly (readonly [status: number, code: string, attempts: number])[] = [
  [503, 'ServiceUnavailable', 3],
  [500, 'InternalFailure', 3],
  [429, 'ThrottlingException', 3],
  [403, 'AccessDenied', 1],
  [418, 'SomethingNobodyKnows', 1],
];

describe('a fault, as botocore and the AWS CLI meet it', function () {
  this.timeout(60_000);

  let seen: readonly Seen[] = [];

  before(async function () {
    const installed = await run('python3', ['-c', 'import botocore']).then(
      () => true,
      () => false,
    );
    if (!installed) this.skip();
    const past = { statusCode: 400, code: 'QueueDoesNotExist' };
    seen = await raisedFor([...faults.map(([statusCode, code]) => ({ statusCode, code })), past]);
  });

  for (const [at, [status, code, attempts]] of faults.entries()) {
    it(`${status} ${code}: raised, named and tried ${attempts} times in every protocol`, () => {
      const expected = (call: string) => ({
        status,
        // Of an empty answer from 500 on, botocore keeps nothing but the status.
        named: call !== HEAD || status < 500,
        // Without a body the status is all there is to go by, and that is not a throttling to botocore.
        code: call === HEAD ? String(status) : code,
        attempts: call === HEAD && status === 429 ? 1 : attempts,
      });
      const outcomes = Object.entries(seen[at] ?? {});
      for (const [call, raised] of outcomes) {
        assert.ok(raised, `${call} raised nothing`);
        const { class: _class, ...outcome } = raised;
        assert.deepEqual({ call, ...outcome }, { call, ...expected(call) });
      }
      assert.equal(outcomes.length, 19);
    });
  }

  it('SQS: the class of the error, and the code that programs have compared with since it spoke query', () => {
    const raised = seen.at(-1)?.['json-1.0: sqs'];
    assert.deepEqual(
      [raised?.class, raised?.code],
      ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
    );
  });
});
