import { Setting, type SettingId } from './contributions';

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (value: unknown) =>
    typeof value === 'number' && value >= least && value <= most;
const isPort = (value: unknown) => Number.isInteger(value) && isNumber(0, 65_535)(value);
const isRegion = (value: unknown) => typeof value === 'string' && /^[A-Za-z0-9-]+$/.test(value);

/** Whether a value is one that the setting can have: settings.json may hold anything. */
export const settingChecks: Readonly<Record<SettingId, (value: unknown) => boolean>> = {
  [Setting.enginePort]: isPort,
  [Setting.keepState]: (value) => typeof value === 'boolean',
  [Setting.regions]: (value) => Array.isArray(value) && value.length > 0 && value.every(isRegion),
  [Setting.probeIntervalMs]: isNumber(100),
  [Setting.probeTimeoutMs]: isNumber(100),
  [Setting.faultMinutes]: isNumber(0),
  [Setting.deployTerraform]: isText,
  [Setting.deployServerless]: isText,
  [Setting.terraformPath]: isText,
};
