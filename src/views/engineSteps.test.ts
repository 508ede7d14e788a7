import assert from 'node:assert/strict';
import type { EngineKind, EngineStatus } from '../core/engines/engine';
import { exitReport } from '../core/engines/localstack/exitReport';
import { Command } from '../extension/contributions';
import { engineSteps } from './engineSteps';

const capabilities = {
  faults: false,
  effects: false,
  leases: false,
  events: false,
  hitCounts: false,
  product: 'LocalStack 2026.4.0',
};

const labels = (status: EngineStatus, kind: EngineKind) =>
  engineSteps(status, kind).map(({ label }) => label);

describe('engineSteps', () => {
  it('starts again, selects another engine, or opens the log when one has failed', () => {
    const status: EngineStatus = { state: 'failed', reason: 'It was ended by SIGKILL.' };
    assert.deepEqual(labels(status, 'embedded'), ['Start Engine', 'Select Engine…', 'Open Log']);
  });

  it('opens the log that has something to say', () => {
    const logOf = (reason: string) => engineSteps({ state: 'failed', reason }, 'localstack').at(-1)?.command;
    assert.equal(logOf('Docker is not running. Start it.'), Command.showLog);
    assert.equal(logOf(exitReport('main', { exitCode: 1 }, [])), Command.showContainerLog);
  });

  it('sets the token when the licence was the reason', () => {
    const reason = 'LocalStack could not activate its licence (exit code 55). Set a valid token.';
    assert.deepEqual(labels({ state: 'failed', reason }, 'localstack'), [
      'Set LocalStack Token',
      'Start Engine',
      'Select Engine…',
      'Open Log',
    ]);
  });

  it('puts the gateway in front of what runs without chaos', () => {
    const status: EngineStatus = { state: 'without-chaos', endpoint: 'http://127.0.0.1:4566', capabilities };
    assert.deepEqual(labels(status, 'external'), ['Put the Gateway in Front', 'Select Engine…']);
    assert.deepEqual(labels(status, 'localstack'), [
      'Put the Gateway in Front',
      'Set LocalStack Token',
      'Select Engine…',
    ]);
  });

  it('has nothing to say while all is well', () => {
    assert.deepEqual(labels({ state: 'stopped' }, 'embedded'), []);
    assert.deepEqual(labels({ state: 'starting', detail: '' }, 'localstack'), []);
  });
});
