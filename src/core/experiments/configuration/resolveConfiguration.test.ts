import assert from 'node:assert/strict';
import { resolveConfiguration, type ValueSources } from './resolveConfiguration';

const env = {
  TEXT: 'a text',
  EMPTY: '',
  INT: ' 1_000 ',
  FLOAT: '30.5e-1',
  BOOL: 'No',
  JSON: '{"a": [1]}',
};

const configured = (value: unknown, sources: Partial<ValueSources> = {}) => {
  const { configuration, problems } = resolveConfiguration(
    { configuration: { name: value } },
    { env, ...sources },
  );
  return problems.length > 0 ? problems.map(({ message }) => message) : configuration.name;
};

const fromEnv = (key: string, type?: string, rest: object = {}) => ({
  type: 'env',
  key,
  ...(type !== undefined && { env_var_type: type }),
  ...rest,
});

const values: readonly [what: string, written: unknown, value: unknown][] = [
  ['a value as it stands', { a: [1] }, { a: [1] }],
  ['an environment variable', fromEnv('TEXT'), 'a text'],
  ['an empty variable, not the default', fromEnv('EMPTY', undefined, { default: 'x' }), ''],
  ['the default', fromEnv('NOT_SET', undefined, { default: 'x' }), 'x'],
  ['a default of nothing', fromEnv('NOT_SET', undefined, { default: null }), null],
  ['a whole number', fromEnv('INT', 'int'), 1000],
  ['a number', fromEnv('FLOAT', 'float'), 3.05],
  ['a number that is whole', fromEnv('INT', 'number'), 1000],
  ['a whole number from a default', fromEnv('NOT_SET', 'integer', { default: 3.9 }), 3],
  ['a whole number from true', fromEnv('NOT_SET', 'int', { default: true }), 1],
  ['a number from false', fromEnv('NOT_SET', 'float', { default: false }), 0],
  ['a number from a number', fromEnv('NOT_SET', 'float', { default: 2.5 }), 2.5],
  ['no as false', fromEnv('BOOL', 'bool'), false],
  ['anything else as true', fromEnv('TEXT', 'bool'), true],
  ['an empty text as true', fromEnv('EMPTY', 'bool'), true],
  ['false as it is', fromEnv('NOT_SET', 'bool', { default: false }), false],
  ['JSON', fromEnv('JSON', 'json'), { a: [1] }],
  ['an empty text as JSON', fromEnv('EMPTY', 'json'), ''],
  ['what is JSON already', fromEnv('NOT_SET', 'json', { default: [1] }), [1]],
  ['bytes as a text', fromEnv('TEXT', 'bytes'), 'a text'],
  ['a text by name', fromEnv('TEXT', 'string'), 'a text'],
  ['a mapping of another type', { type: 'file', path: 'x' }, { type: 'file', path: 'x' }],
];

const refused: readonly [written: unknown, message: string][] = [
  [fromEnv('NOT_SET'), 'The environment variable NOT_SET is not set. Set it, or give a `default`.'],
  [{ type: 'env' }, 'A value of type env needs the name of an environment variable as `key`.'],
  [
    fromEnv('TEXT', 'list'),
    'The `env_var_type` "list" is not known. There are str, string, int, integer, float, number, bool, bytes, json.',
  ],
  [fromEnv('TEXT', 'int'), 'The value of TEXT cannot be used: "a text" is no whole number.'],
  [fromEnv('EMPTY', 'float'), 'The value of EMPTY cannot be used: "" is no number.'],
  [fromEnv('TEXT', 'json'), 'The value of TEXT cannot be used: "a text" is no JSON.'],
  [
    fromEnv('NOT_SET', 'int', { default: null }),
    'The value of the `default` cannot be used: null is no whole number.',
  ],
  [
    fromEnv('NOT_SET', 'bool', { default: 1 }),
    'The value of the `default` cannot be used: 1 is no text that could be read as true or false.',
  ],
];

describe('resolveConfiguration', () => {
  for (const [what, written, value] of values) {
    it(`takes ${what}`, () => assert.deepEqual(configured(written), value));
  }

  for (const [written, message] of refused) {
    it(`says: ${message}`, () => assert.deepEqual(configured(written), [message]));
  }

  it('prefers a variable, and reads it as it would read the file', () => {
    assert.equal(configured('x', { variables: { name: 'y' } }), 'y');
    assert.equal(configured(fromEnv('NOT_SET'), { variables: { name: 'y' } }), 'y');
    assert.equal(configured('x', { variables: { name: fromEnv('INT', 'int') } }), 1000);
    assert.equal(configured('x', { variables: { name: null } }), null);
  });

  it('does not add a variable that the file does not name, and warns', () => {
    const { configuration, problems } = resolveConfiguration(
      { configuration: {} },
      { env, variables: { a: 1 } },
    );
    assert.deepEqual(configuration, {});
    assert.deepEqual(problems, [
      {
        severity: 'warning',
        path: ['configuration'],
        message:
          'The variable "a" is given, but `configuration` has no such name, so that it has no effect. Add it there.',
      },
    ]);
  });

  it('keeps probes, for whoever runs them, and takes an experiment without values', () => {
    const probe = { type: 'probe', name: 'x', provider: { type: 'http', url: 'http://a' } };
    assert.deepEqual(configured(probe), probe);
    assert.deepEqual(resolveConfiguration({}, { env }), { configuration: {}, secrets: {}, problems: [] });
  });
});

const secretsOf = (secrets: Record<string, unknown>, sources: Partial<ValueSources> = {}) =>
  resolveConfiguration({ secrets: secrets as never }, { env, ...sources });

describe('resolveConfiguration, secrets', () => {
  it('reads the environment at any depth, and nothing else', () => {
    const { secrets, problems } = secretsOf({ t: { a: fromEnv('TEXT'), b: { c: fromEnv('EMPTY') }, d: 1 } });
    assert.deepEqual(secrets, { t: { a: 'a text', b: { c: '' }, d: 1 } });
    assert.deepEqual(problems, []);
  });

  it('replaces a whole target by what is given for it, as it is', () => {
    const written = { t: { a: 'x', b: 'y' }, u: { c: 'z' }, plain: 'p' };
    const given = { t: { a: fromEnv('TEXT') }, plain: 'q', u: null };
    assert.deepEqual(secretsOf(written, { secrets: given }).secrets, {
      t: { a: fromEnv('TEXT') },
      u: { c: 'z' },
      plain: 'p',
    });
  });

  const bad: readonly [written: unknown, message: string][] = [
    [
      fromEnv('NOT_SET', undefined, { default: 'x' }),
      'The environment variable NOT_SET is not set. Set it: secrets have no default.',
    ],
    [{ type: 'env' }, 'A secret of type env needs the name of an environment variable as `key`.'],
    [
      { type: 'vault', path: 'a' },
      'Secrets from Vault are not read here. Let the environment carry it: type env, and the name of a variable as key.',
    ],
  ];
  for (const [written, message] of bad) {
    it(`says: ${message}`, () =>
      assert.deepEqual(secretsOf({ t: { a: written } }).problems, [
        { severity: 'error', path: ['secrets', 't', 'a'], message },
      ]));
  }
});
