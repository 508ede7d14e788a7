import type { SettingId } from './contributions';

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (value: unknown) =>
    typeof value === 'number' && value >= least && value <= most;
const isPort = (value: unknown) => Number.isInteger(value) && isNumber(0, 65_535)(value);
const isRegion = (value: unknown) => typeof value === 'string' && /^[A-Za-z0-9-]+$/.test(value);

/** Whether a value is one that the setting can have: settings.json may hold anything. */
export const settingChecks: Readonly<Record<SettingId, (value: unknown) => boolean>> = {
  'chaos.engine.port': isPort,
  'chaos.engine.keepState': (value) => typeof value === 'boolean',
  'chaos.regions': (value) => Array.isArray(value) && value.length > 0 && value.every(isRegion),
  'chaos.probe.intervalMs': isNumber(100),
  'chaos.probe.timeoutMs': isNumber(100),
  'chaos.faults.durationMinutes': isNumber(0),
  'chaos.deploy.terraform': isText,
  'chaos.deploy.serverless': isText,
  'chaos.terraform.path': isText,
};
