import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command, Setting } from '../../src/extension/contributions';
import { activate, addRule, configure, rulesAt, withRunningEngine } from './lab';

describe('The extension in its host', () => {
  it('registers every command', async () => {
    await activate();
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(Command).filter((id) => !known.has(id)),
      [],
    );
  });

  it('starts nothing by itself', async () => {
    const lab = await activate();
    assert.deepEqual(lab.engine.current, { state: 'stopped' });
    assert.deepEqual(lab.endpoints.current.endpoints, []);
  });

  it('reads settings, and falls back to the default of package.json for what makes no sense', async () => {
    const { settings } = await activate();
    const told: readonly string[][] = [];
    const listening = settings.regions.onDidChange((regions) => (told as string[][]).push([...regions]));
    await configure(Setting.regions, ['eu-central-1']);
    assert.deepEqual(settings.regions.value, ['eu-central-1']);
    await configure(Setting.regions, []);
    assert.deepEqual(settings.regions.value, ['us-east-1', 'us-west-2']);
    listening.dispose();
    await configure(Setting.regions, undefined);
    assert.deepEqual(told, [['eu-central-1'], ['us-east-1', 'us-west-2']]);
  });

  it('starts and stops the engine by command, and nothing answers afterwards', async () => {
    const endpoint = await withRunningEngine(async (lab, origin) => {
      assert.equal(lab.engine.current.state, 'ready');
      assert.equal((await fetch(`${origin}/_localstack/health`)).status, 200);
      return origin;
    });
    await assert.rejects(fetch(`${endpoint}/_localstack/health`));
    assert.deepEqual((await activate()).engine.current, { state: 'stopped' });
  });
});

describe('What is deployed', () => {
  const bucket = (endpoint: string, method: string) => {
    const scope = 'test/20261123/us-east-1/s3/aws4_request';
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    return fetch(`${endpoint}/kept`, { method, headers: { authorization } });
  };

  it('is there again when the engine is started again', async () => {
    await withRunningEngine(async (_, endpoint) => {
      assert.equal((await bucket(endpoint, 'PUT')).status, 200);
    });
    await withRunningEngine(async (_, endpoint) => {
      assert.equal((await bucket(endpoint, 'HEAD')).status, 200);
      assert.equal((await bucket(endpoint, 'DELETE')).status, 204);
    });
  });

  it('goes with the engine when the setting says so', async () => {
    await configure(Setting.keepState, false);
    try {
      await withRunningEngine(async (_, endpoint) => {
        assert.equal((await bucket(endpoint, 'PUT')).status, 200);
      });
      await withRunningEngine(async (_, endpoint) => {
        assert.equal((await bucket(endpoint, 'HEAD')).status, 404);
      });
    } finally {
      await configure(Setting.keepState, undefined);
    }
  });
});

describe('Faults in the editor', () => {
  const scope = { region: 'us-east-1', service: 'lambda' };

  it('are one tagged rule for one switch, and gone when it is switched off', () =>
    withRunningEngine(async ({ switches, faults }, endpoint) => {
      await switches.toggle(scope, true);
      const [rule, ...others] = await rulesAt(endpoint);
      assert.deepEqual([rule?.region, rule?.service, others], ['us-east-1', 'lambda', []]);
      assert.match(String(rule?.description), new RegExp(`^chaos-lab:${faults.owner} until `));
      await switches.toggle(scope, false);
      assert.deepEqual(await rulesAt(endpoint), []);
    }));

  it('are all taken back by Halt All, with the latency, but for those of others', () =>
    withRunningEngine(async ({ switches, faults }, endpoint) => {
      const foreign = { service: 'kinesis', operation: 'PutRecord', probability: 0.3 };
      await addRule(endpoint, foreign);
      await addRule(endpoint, { service: 'sqs', description: 'chaos-lab:cli' });
      await switches.toggle(scope, true);
      await faults.setLatency(400);
      await vscode.commands.executeCommand(Command.haltAll);
      assert.deepEqual(await rulesAt(endpoint), [foreign]);
      assert.equal(faults.current.latencyMs, 0);
      await vscode.commands.executeCommand(Command.clearForeignFaults);
      assert.deepEqual(await rulesAt(endpoint), []);
    }));

  it('become ours when they are adopted', () =>
    withRunningEngine(async ({ faults }, endpoint) => {
      await addRule(endpoint, { service: 'sqs' });
      await faults.refresh();
      const [seen] = faults.current.rules;
      assert.equal(seen?.owner, 'foreign');
      const element = {
        row: { id: 'x', label: 'x', kind: 'othersRule', target: { kind: 'rule', rule: seen?.rule } },
      };
      await vscode.commands.executeCommand(Command.adoptFault, element);
      assert.deepEqual(
        faults.current.rules.map(({ owner }) => owner),
        ['ours'],
      );
      assert.equal((await rulesAt(endpoint)).length, 1);
    }));
});
