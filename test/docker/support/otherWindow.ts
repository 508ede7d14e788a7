// A window in a process of its own, to be killed: `node --import tsx otherWindow.ts SETTINGS USERS_DIR`.
import { join } from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { connectDocker } from '../../../src/core/docker/connectDocker';
import { createChaosFront } from '../../../src/core/engines/gatewayInFront';
import { LocalStackEngine } from '../../../src/core/engines/localstack/localStackEngine';
import { testOwner } from './testOwner.mjs';

const [settings = '{}', usersDir = ''] = process.argv.slice(2);

const engine = new LocalStackEngine({
  connect: () => connectDocker(),
  front: createChaosFront({
    enginePath: join(root, 'dist', 'engine.js'),
    settings: () => ({
      gateway: true,
      port: { preferred: 0, whenEmulator: 'avoid' },
      regions: ['us-east-1'],
    }),
  }),
  settings: () => JSON.parse(settings),
  token: async () => undefined,
  owner: testOwner(),
  mayPull: async () => false,
  usersDir,
  servicePorts: [],
});

void engine.start().then(() => process.stdout.write('started\n'));
