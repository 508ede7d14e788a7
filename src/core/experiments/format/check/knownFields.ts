/** The fields that are read, by what they are fields of; the JSON Schema has the same, which a test compares. */
export const knownFields = {
  experiment: [
    'title',
    'description',
    'version',
    'tags',
    'configuration',
    'secrets',
    'extensions',
    'contributions',
    'controls',
    'steady-state-hypothesis',
    'method',
    'rollbacks',
    'runtime',
    'dry',
  ],
  hypothesis: ['title', 'probes', 'controls'],
  activity: [
    'type',
    'name',
    'provider',
    'tolerance',
    'background',
    'pauses',
    'timeout',
    'dry',
    'controls',
    'configuration',
    'secrets',
  ],
  reference: ['ref', 'name', 'tolerance', 'background'],
  pauses: ['before', 'after'],
  http: ['type', 'url', 'method', 'headers', 'arguments', 'timeout', 'verify_tls', 'max_retries', 'secrets'],
  process: ['type', 'path', 'arguments', 'timeout', 'secrets'],
  regex: ['type', 'pattern', 'target'],
  jsonpath: ['type', 'path', 'expect', 'count', 'target'],
  range: ['type', 'range', 'target'],
  runtime: ['rollbacks', 'hypothesis'],
  strategy: ['strategy'],
  env: ['type', 'key', 'default', 'env_var_type'],
  envSecret: ['type', 'key'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const rollbackStrategies = ['default', 'always', 'never', 'deviated'] as const;

export const hypothesisStrategies = [
  'default',
  'before-method-only',
  'after-method-only',
  'during-method-only',
  'continuously',
  'skip',
] as const;

export const dryStrategies = ['probes', 'actions', 'activities', 'pause'] as const;
