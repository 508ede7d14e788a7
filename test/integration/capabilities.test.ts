import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { EngineStatus } from '../../src/core/engines/engine';
import { Command, Setting, type SettingId } from '../../src/extension/contributions';
import type { ExtensionApi } from '../../src/extension/extension';
import type { Persona } from '../support/fakeLocalStack/persona';
import { startFakeLocalStack } from '../support/fakeLocalStack/startFakeLocalStack';
import { activate, configure, rulesAt } from './lab';

type Settings = Partial<Record<SettingId, unknown>>;

/** Hands out the extension after *Start Engine* with these settings; stops the engine and unsets them afterwards. */
const withSettings = async (settings: Settings, use: (lab: ExtensionApi) => Promise<void>): Promise<void> => {
  const lab = await activate();
  const entries = Object.entries(settings) as [SettingId, unknown][];
  try {
    for (const [id, value] of entries) await configure(id, value);
    await vscode.commands.executeCommand(Command.startEngine);
    await use(lab);
  } finally {
    await vscode.commands.executeCommand(Command.stopEngine);
    for (const [id] of entries) await configure(id, undefined);
  }
};

const withPersona = async (
  persona: Persona,
  settings: Settings,
  use: (lab: ExtensionApi, endpoint: string) => Promise<void>,
): Promise<void> => {
  const fake = await startFakeLocalStack({ persona });
  try {
    await withSettings({ [Setting.endpoint]: fake.endpoint, ...settings }, (lab) => use(lab, fake.endpoint));
  } finally {
    await fake.close();
  }
};

const serving = (status: EngineStatus) => {
  assert.ok(status.state === 'ready' || status.state === 'without-chaos', JSON.stringify(status));
  return status;
};

const scope = { region: 'us-east-1', service: 'lambda' };

/** The status of an AWS call that `scope` reaches. */
const listFunctions = async (endpoint: string): Promise<number> => {
  const credential = 'test/20261123/us-east-1/lambda/aws4_request';
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`;
  const url = `${endpoint}/2015-03-31/functions/`;
  return (await fetch(url, { headers: { authorization } })).status;
};

describe('An emulator at the endpoint of the settings', function () {
  this.timeout(60_000);

  it('injects the faults itself where its Chaos API is licensed', () =>
    withPersona('licensed', {}, async ({ engine, switches }, endpoint) => {
      const status = serving(engine.current);
      assert.deepEqual(
        [status.state, status.endpoint, status.capabilities.product, status.upstream],
        ['ready', endpoint, 'LocalStack 2026.4.0', undefined],
      );
      await switches.toggle(scope, true);
      assert.equal((await rulesAt(endpoint)).length, 1);
      assert.equal(await listFunctions(endpoint), 503);
    }));

  const behindGateway: [Persona, string, RegExp][] = [
    ['unlicensed', 'LocalStack 2026.4.0', /its licence does not include it/],
    ['floci', 'Floci 1.5.12', /has no Chaos API/],
    ['ministack', 'MiniStack 1.4.20', /has no Chaos API/],
  ];
  for (const [persona, product, reason] of behindGateway) {
    it(`gets the gateway in front, which is said, when it is ${persona}`, () =>
      withPersona(persona, {}, async ({ engine, switches }, endpoint) => {
        const status = serving(engine.current);
        assert.equal(status.state, 'ready');
        assert.notEqual(status.endpoint, endpoint);
        assert.deepEqual([status.upstream?.endpoint, status.upstream?.product], [endpoint, product]);
        assert.match(status.upstream?.reason ?? '', reason);
        await switches.toggle(scope, true);
        assert.deepEqual([await listFunctions(status.endpoint), await listFunctions(endpoint)], [503, 200]);
      }));
  }

  it('is used without chaos, with the reason, when the gateway is off; one command puts it in front', () =>
    withPersona('unlicensed', { [Setting.gateway]: false }, async ({ engine, faults }, endpoint) => {
      const status = serving(engine.current);
      assert.deepEqual([status.state, status.endpoint], ['without-chaos', endpoint]);
      assert.match(status.reason ?? '', /its licence does not include it.*chaos\.gateway/);
      assert.deepEqual([faults.current.available, faults.current.reason], [false, status.reason]);
      try {
        await vscode.commands.executeCommand(Command.useGateway);
        const now = serving(engine.current);
        assert.deepEqual([now.state, now.upstream?.endpoint], ['ready', endpoint]);
      } finally {
        await vscode.workspace
          .getConfiguration()
          .update(Setting.gateway, undefined, vscode.ConfigurationTarget.Workspace);
      }
    }));

  it('keeps running when the engine is stopped, without the faults of the window', () =>
    withPersona('licensed', {}, async ({ engine, switches, faults }, endpoint) => {
      const effects = async () => (await fetch(`${endpoint}/_localstack/chaos/effects`)).json();
      await switches.toggle(scope, true);
      await faults.setLatency(50);
      assert.deepEqual(await effects(), { latency: 50 });
      await vscode.commands.executeCommand(Command.stopEngine);
      assert.deepEqual(engine.current, { state: 'stopped' });
      assert.deepEqual([await rulesAt(endpoint), await effects()], [[], { latency: 0 }]);
    }));

  it('is followed when the setting names another', () =>
    withPersona('licensed', {}, async ({ engine }) => {
      const other = await startFakeLocalStack({ persona: 'licensed' });
      try {
        const moved = new Promise<void>((resolve) => {
          const listening = engine.onDidChange((status) => {
            if (status.state !== 'ready' || status.endpoint !== other.endpoint) return;
            listening.dispose();
            resolve();
          });
        });
        await configure(Setting.endpoint, other.endpoint);
        await moved;
      } finally {
        await vscode.commands.executeCommand(Command.stopEngine);
        await other.close();
      }
    }));
});

describe('What is no emulator', () => {
  it('is said to be none', async () => {
    const server = createServer((_, response) => response.end('Hello')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      await withSettings({ [Setting.endpoint]: endpoint }, async ({ engine }) => {
        assert.equal(engine.current.state, 'failed');
        assert.match(
          engine.current.state === 'failed' ? engine.current.reason : '',
          /is no AWS emulator.*Check the endpoint/,
        );
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('is refused without a request when it is AWS itself', async () => {
    const { engine, control } = await activate();
    await assert.rejects(
      control.attach('https://lambda.us-east-1.amazonaws.com'),
      /lambda\.us-east-1\.amazonaws\.com is AWS itself.*chaos\.allowRealAws/,
    );
    await withSettings({ [Setting.endpoint]: 'https://sts.amazonaws.com' }, async () => {
      assert.deepEqual(engine.current, { state: 'stopped' });
    });
  });
});
