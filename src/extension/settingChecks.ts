import { Setting, type SettingId } from './contributions';

const isText = (value: unknown): boolean => typeof value === 'string';
const isSwitch = (value: unknown): boolean => typeof value === 'boolean';
/** Docker's rule for names of containers. */
const isContainerName = (value: unknown) =>
  typeof value === 'string' && /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(value);
const isEnvironment = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isText);
const isNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (value: unknown) =>
    typeof value === 'number' && value >= least && value <= most;
const isPort = (value: unknown) => Number.isInteger(value) && isNumber(0, 65_535)(value);
const isRegion = (value: unknown) => typeof value === 'string' && /^[A-Za-z0-9-]+$/.test(value);

/** Whether a value is one that the setting can have: settings.json may hold anything. */
export const settingChecks: Readonly<Record<SettingId, (value: unknown) => boolean>> = {
  [Setting.engineKind]: (value) => value === 'auto' || value === 'embedded' || value === 'localstack',
  [Setting.enginePort]: isPort,
  [Setting.keepState]: isSwitch,
  [Setting.endpoint]: isText,
  [Setting.allowRealAws]: isSwitch,
  [Setting.gateway]: isSwitch,
  [Setting.image]: (value) => typeof value === 'string' && /^\S+$/.test(value),
  [Setting.containerName]: isContainerName,
  [Setting.allowOtherPort]: isSwitch,
  [Setting.containerEnvironment]: isEnvironment,
  [Setting.mountDockerSocket]: isSwitch,
  [Setting.startTimeoutSeconds]: isNumber(1),
  [Setting.keepRunning]: isSwitch,
  [Setting.dockerHost]: isText,
  [Setting.regions]: (value) => Array.isArray(value) && value.length > 0 && value.every(isRegion),
  [Setting.probeIntervalMs]: isNumber(100),
  [Setting.probeTimeoutMs]: isNumber(100),
  [Setting.faultMinutes]: isNumber(0),
  [Setting.deployTerraform]: isText,
  [Setting.deployServerless]: isText,
  [Setting.terraformPath]: isText,
};
