import assert from 'node:assert/strict';
import { delimiter, join } from 'node:path';
import { root } from './paths.mjs';
import { userEnvironment } from './userEnvironment.mjs';

describe('userEnvironment', () => {
  it('takes away what npm added, and leaves what is the person’s own', () => {
    const path = ['/opt/x/node_modules/.bin', '/usr/bin'];
    const added = [
      join(root, 'node_modules', '.bin'),
      join(root, '..', 'node_modules', '.bin'),
      '/npm/node-gyp-bin',
    ];
    const env = {
      PATH: [...added, ...path].join(delimiter),
      HOME: '/home/me',
      INIT_CWD: root,
      npm_lifecycle_event: 'start',
      npm_package_name: 'chaos-lab',
      npm_config_cache: '/my/cache',
    };
    assert.deepEqual(JSON.parse(JSON.stringify(userEnvironment(env))), {
      PATH: path.join(delimiter),
      HOME: '/home/me',
      npm_config_cache: '/my/cache',
    });
  });

  it('changes nothing when npm did not start the script', () => {
    const env = { PATH: join(root, 'node_modules', '.bin'), INIT_CWD: '/mine' };
    assert.deepEqual(userEnvironment(env), env);
  });
});
