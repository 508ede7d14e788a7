import assert from 'node:assert/strict';
import { Setting } from './contributions';
import { settingChecks } from './settingChecks';

describe('settingChecks', () => {
  it('refuse what settings.json may hold by mistake', () => {
    const refused: [keyof typeof settingChecks, unknown][] = [
      [Setting.enginePort, '4566'],
      [Setting.enginePort, 70_000],
      [Setting.enginePort, 1.5],
      [Setting.regions, []],
      [Setting.regions, 'us-east-1'],
      [Setting.regions, ['us-east-1', '']],
      [Setting.probeIntervalMs, 0],
      [Setting.faultMinutes, -1],
      [Setting.keepState, 'yes'],
      [Setting.terraformPath, null],
      [Setting.engineKind, 'docker'],
      [Setting.image, ''],
      [Setting.image, 'localstack/localstack latest'],
      [Setting.containerName, '-x'],
      [Setting.containerEnvironment, ['DEBUG=1']],
      [Setting.containerEnvironment, { DEBUG: 1 }],
      [Setting.startTimeoutSeconds, 0],
    ];
    assert.deepEqual(
      refused.filter(([id, value]) => settingChecks[id](value)),
      [],
    );
  });
});
