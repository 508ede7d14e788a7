import assert from 'node:assert/strict';
import { Emitter } from '../../core/event';
import { silentLog } from '../../core/log';
import { Setting, type SettingTypes } from '../contributions';
import { EngineSelection } from './engineSelection';

/** A setting that tells of its change as VS Code does, before the write resolves. */
const setting = <T>(value: T) => {
  const changed = new Emitter<T>();
  const initial = value;
  return {
    get value() {
      return value;
    },
    get isDefault() {
      return value === initial;
    },
    onDidChange: changed.event,
    set(next: T) {
      value = next;
      changed.fire(next);
    },
  };
};

const setUp = ({ token = '', dockerAnswers = true } = {}) => {
  const settings = {
    engineKind: setting<SettingTypes[typeof Setting.engineKind]>('auto'),
    endpoint: setting(''),
    image: setting('localstack/localstack:2026.4.0'),
  };
  let looks = 0;
  let changes = 0;
  const selection = new EngineSelection({
    settings,
    write: async (id, value) => {
      if (id === Setting.engineKind) settings.engineKind.set(value as 'auto');
      if (id === Setting.endpoint) settings.endpoint.set(String(value));
    },
    token: { read: async () => (token ? { token, source: 'stored' } : undefined) },
    docker: {
      look: async () => {
        looks++;
        return dockerAnswers ? { answers: true, name: 'Docker' } : { answers: false, reason: 'No Docker.' };
      },
    },
    log: silentLog,
  });
  selection.onDidChange(() => changes++);
  return { selection, settings, looks: () => looks, changes: () => changes };
};

describe('EngineSelection', () => {
  it('looks for Docker only where that decides', async () => {
    const plain = setUp();
    assert.deepEqual(await plain.selection.choose(), { kind: 'embedded' });
    assert.equal(plain.looks(), 0);
    const withToken = setUp({ token: 'ls-1' });
    assert.deepEqual(await withToken.selection.choose(), { kind: 'localstack' });
    assert.equal(withToken.looks(), 1);
    assert.deepEqual(await setUp({ token: 'ls-1', dockerAnswers: false }).selection.choose(), {
      kind: 'embedded',
    });
  });

  it('gives the origin of the endpoint that is set, and refuses what is none', async () => {
    const { selection, settings } = setUp();
    settings.endpoint.set(' box:4566 ');
    assert.deepEqual(await selection.choose(), { kind: 'external', endpoint: 'http://box:4566' });
    settings.endpoint.set('ftp://box');
    await assert.rejects(selection.choose(), /is not an endpoint/);
  });

  it('selects an engine in the settings, and tells of it once', async () => {
    const { selection, settings, changes } = setUp();
    await selection.selectEndpoint('box:4566');
    assert.deepEqual([selection.selected, settings.endpoint.value], ['endpoint', 'http://box:4566']);
    await selection.select('localstack');
    assert.deepEqual([selection.selected, settings.endpoint.value], ['localstack', '']);
    assert.equal(changes(), 2);
  });

  it('knows whether a token is lacking, and tells all that it knows without Docker', async () => {
    const { selection, settings, looks } = setUp();
    assert.equal(await selection.lacksToken(), true);
    assert.equal(await setUp({ token: 'ls-1' }).selection.lacksToken(), false);
    settings.image.set('registry.example/own:1');
    assert.equal(await selection.lacksToken(), false);
    const image = 'registry.example/own:1';
    const expected = { selected: 'auto', endpoint: '', ownImage: true, token: undefined, image };
    assert.deepEqual(await selection.known(), expected);
    assert.equal(looks(), 0);
  });

  it('tells of a change that somebody makes in the settings themselves', () => {
    const { selection, settings, changes } = setUp();
    settings.engineKind.set('embedded');
    assert.deepEqual([selection.selected, changes()], ['embedded', 1]);
  });
});
