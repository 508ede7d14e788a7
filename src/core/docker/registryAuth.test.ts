import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerPlaces } from './dockerPlaces';
import { registryAuth } from './registryAuth';

const encoded = (text: string) => Buffer.from(text).toString('base64');

/** With a docker CLI that was configured so, and these credential helpers (scripts of Node) on the PATH. */
const withConfig = async (
  config: object,
  helpers: Readonly<Record<string, string>>,
  work: (auth: (registry: string) => Promise<unknown>) => Promise<void>,
) => {
  const home = await mkdtemp(join(tmpdir(), 'chaos-lab-docker-'));
  try {
    await mkdir(join(home, '.docker'));
    await writeFile(join(home, '.docker', 'config.json'), JSON.stringify(config));
    for (const [name, script] of Object.entries(helpers)) {
      const file = join(home, `docker-credential-${name}`);
      await writeFile(file, `#!${process.execPath}\n${script}`);
      await chmod(file, 0o755);
    }
    await work((registry) => registryAuth(dockerPlaces({ home, env: { PATH: home } }), registry));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};

/** Answers for one server, and fails for others as the real ones do. */
const helper = (server: string, username: string) => `
  let asked = '';
  process.stdin.on('data', (chunk) => { asked += chunk; }).on('end', () => {
    if (process.argv[2] === 'get' && asked === '${server}')
      return console.log(JSON.stringify({ ServerURL: asked, Username: '${username}', Secret: 's3cret' }));
    console.log('credentials not found in native keychain');
    process.exitCode = 1;
  });`;

describe('registryAuth', () => {
  it('reads what `docker login` wrote, Docker Hub under its own address', () => {
    const auths = {
      'https://index.docker.io/v1/': { auth: encoded('me:with:colon') },
      'ghcr.io': { identitytoken: 'token' },
      'https://old.example.com/v1/': { username: 'me', password: 'plain' },
      'empty.example.com': {},
    };
    return withConfig({ auths }, {}, async (auth) => {
      assert.deepEqual(await auth('docker.io'), {
        username: 'me',
        password: 'with:colon',
        serveraddress: 'https://index.docker.io/v1/',
      });
      assert.deepEqual(await auth('ghcr.io'), { identitytoken: 'token', serveraddress: 'ghcr.io' });
      assert.deepEqual(await auth('old.example.com'), {
        username: 'me',
        password: 'plain',
        serveraddress: 'old.example.com',
      });
      assert.equal(await auth('empty.example.com'), undefined);
      assert.equal(await auth('other.example.com'), undefined);
    });
  });

  it('asks the credential helper of the registry, else that of all', () => {
    const config = { credsStore: 'all', credHelpers: { 'ecr.example.com': 'ecr' } };
    const helpers = {
      all: helper('https://index.docker.io/v1/', 'me'),
      ecr: helper('ecr.example.com', '<token>'),
    };
    return withConfig(config, helpers, async (auth) => {
      assert.deepEqual(await auth('docker.io'), {
        username: 'me',
        password: 's3cret',
        serveraddress: 'https://index.docker.io/v1/',
      });
      assert.deepEqual(await auth('ecr.example.com'), {
        identitytoken: 's3cret',
        serveraddress: 'ecr.example.com',
      });
      assert.equal(await auth('ghcr.io'), undefined);
    });
  });

  it('goes on without a helper that is missing or broken', () => {
    const auths = { 'ghcr.io': { auth: encoded('me:too') } };
    const config = { credsStore: 'gone', credHelpers: { 'a.example.com': 'broken' }, auths };
    return withConfig(config, { broken: `console.log('{ not json')` }, async (auth) => {
      assert.deepEqual(await auth('ghcr.io'), { username: 'me', password: 'too', serveraddress: 'ghcr.io' });
      assert.equal(await auth('a.example.com'), undefined);
    });
  });
});
