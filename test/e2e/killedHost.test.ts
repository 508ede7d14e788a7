import assert from 'node:assert/strict';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { processTree } from '../support/processTree';
import { requires } from '../support/requires';
import { withChaos } from './chaosWorkbench';
import { until } from './until';

const limitMs = 10_000;

describe('When the extension host is killed', function () {
  this.timeout(120_000);

  before(async function () {
    await requires(this, 'vscode', 'chromium');
  });

  it('the engine ends within 10 s although a fault is on, and no child is left', () =>
    withChaos(async (chaos) => {
      await chaos.startEngine();
      const engine = await chaos.engine();
      await invokeFunction(engine);
      await chaos.toggle('us-east-1', 'lambda');
      await chaos.seeStatus(/^Chaos: 1 fault/);

      const host = await chaos.workbench.extensionHostPid();
      const children = (await processTree(host)).filter(({ command }) => command.includes('/dist/'));
      assert.equal(children.filter(({ command }) => command.includes('engine.js')).length, 1);
      assert.ok(children.length >= 2, `the engine and its function: ${JSON.stringify(children)}`);

      const killed = Date.now();
      process.kill(host, 'SIGKILL');
      await until(async () => children.every(({ pid }) => !isAlive(pid)) || undefined, limitMs);
      assert.ok(Date.now() - killed < limitMs);
      await assert.rejects(fetch(`${engine}/_localstack/health`), 'nothing serves any more');
    }));
});

/** Makes the engine start a child of its own. */
const invokeFunction = async (endpoint: string): Promise<void> => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials });
  const code = 'exports.handler = async () => "done";';
  try {
    await client.send(
      new CreateFunctionCommand({
        FunctionName: 'child',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::000000000000:role/child',
        Code: { ZipFile: zipSync({ 'index.js': new TextEncoder().encode(code) }) },
      }),
    );
    const { Payload } = await client.send(new InvokeCommand({ FunctionName: 'child' }));
    assert.equal(Payload?.transformToString(), '"done"');
  } finally {
    client.destroy();
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
