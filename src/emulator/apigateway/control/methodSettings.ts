import { badRequest } from '../errors';
import type { MethodSetting, Stage } from '../model';
import type { PatchRule, PatchRules } from './applyPatch';

/** What a method has when only some of its settings were set. */
const DEFAULTS: MethodSetting = {
  metricsEnabled: false,
  loggingLevel: 'OFF',
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
};

/** The setting's path under the method -> the member of the stage's `methodSettings`. */
const SETTINGS: Readonly<Record<string, string>> = {
  'metrics/enabled': 'metricsEnabled',
  'logging/loglevel': 'loggingLevel',
  'logging/dataTrace': 'dataTraceEnabled',
  'throttling/burstLimit': 'throttlingBurstLimit',
  'throttling/rateLimit': 'throttlingRateLimit',
  'caching/enabled': 'cachingEnabled',
  'caching/ttlInSeconds': 'cacheTtlInSeconds',
  'caching/dataEncrypted': 'cacheDataEncrypted',
  'caching/requireAuthorizationForCacheControl': 'requireAuthorizationForCacheControl',
  'caching/unauthorizedCacheControlHeaderStrategy': 'unauthorizedCacheControlHeaderStrategy',
};

type StagePart = Pick<Stage, 'methodSettings'>;

const setOne = (member: string): PatchRule => ({
  ops: ['replace', 'add'],
  apply: (stage, { value = '', names }) => {
    const { methodSettings } = stage as unknown as StagePart;
    const key = keyOf(names);
    const setting = { ...DEFAULTS, ...methodSettings[key], [member]: readSetting(member, value) };
    return { ...stage, methodSettings: { ...methodSettings, [key]: setting } };
  },
});

const removeAll: PatchRule = {
  ops: ['remove'],
  apply: (stage, { names }) => {
    const key = keyOf(names);
    const { [key]: removed, ...methodSettings } = (stage as unknown as StagePart).methodSettings;
    if (removed === undefined) {
      throw badRequest(
        `Cannot remove method setting ${key} because there is no method setting for this method `,
      );
    }
    return { ...stage, methodSettings };
  },
};

/** `/{resourcePath}/{httpMethod}/…` of UpdateStage; the star stands for every path or verb. */
export const METHOD_SETTING_PATCH: PatchRules = {
  ...Object.fromEntries(
    Object.entries(SETTINGS).map(([path, member]) => [
      `/{resourcePath}/{httpMethod}/${path}`,
      setOne(member),
    ]),
  ),
  '/{resourcePath}/{httpMethod}': removeAll,
};

/** `v1/hello` and `GET` -> `v1~1hello/GET`: the slash inside a path stays escaped, as AWS shows it. */
const keyOf = ([path = '', verb = '']: readonly string[]): string => `${path.replaceAll('/', '~1')}/${verb}`;

function readSetting(member: string, value: string): string | number | boolean {
  const kind = typeof DEFAULTS[member];
  if (kind === 'boolean') return value.toLowerCase() === 'true';
  if (kind === 'string') return value;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number))
    throw badRequest(`Invalid value '${value}' for ${member}.`);
  return number;
}
