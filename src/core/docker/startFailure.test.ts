import assert from 'node:assert/strict';
import { DockerRefusal } from './dockerRefusal';
import { isPortTaken } from './portTakenError';
import { startFailure } from './startFailure';

const taken: readonly [whose: string, said: string][] = [
  [
    'Docker, by a container',
    'driver failed programming external connectivity on endpoint lab (94cb0e36): Bind for 127.0.0.1:4510 failed: port is already allocated',
  ],
  [
    'Docker, by a program',
    'driver failed programming external connectivity on endpoint lab (94cb0e36): Error starting userland proxy: listen tcp4 127.0.0.1:4510: bind: address already in use',
  ],
  [
    'newer Docker',
    'failed to set up container networking: driver failed programming external connectivity on endpoint lab: failed to bind host port for 127.0.0.1:4510:172.17.0.2:4566/tcp: address already in use',
  ],
  [
    'newest Docker',
    'failed to set up container networking: failed to bind host port 127.0.0.1:4510/tcp: address already in use',
  ],
  [
    'Docker Desktop',
    'Ports are not available: exposing port TCP 127.0.0.1:4510 -> 127.0.0.1:0: listen tcp 127.0.0.1:4510: bind: address already in use',
  ],
  [
    'Docker Desktop on Windows',
    'Ports are not available: exposing port TCP 127.0.0.1:4510 -> 127.0.0.1:0: listen tcp 127.0.0.1:4510: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
  ],
  [
    'Windows, which keeps ports back',
    'Ports are not available: listen tcp 127.0.0.1:4510: bind: An attempt was made to access a socket in a way forbidden by its access permissions.',
  ],
  ['Podman', 'cannot listen on the TCP port: listen tcp4 :4510: bind: address already in use'],
  ['rootless Podman', 'rootlessport listen tcp 127.0.0.1:4510: bind: address already in use'],
  [
    'Podman with pasta',
    "pasta failed with exit code 1: Failed to bind port 4510 (Address already in use) for option '-t 127.0.0.1/4510-4510:4566-4566'",
  ],
  ['IPv6', 'listen tcp6 [::1]:4510: bind: address already in use'],
];

describe('startFailure', () => {
  for (const [whose, said] of taken) {
    it(`names the port that is taken: ${whose}`, () => {
      const error = startFailure('lab', new DockerRefusal(500, said), [4566]);
      assert.ok(isPortTaken(error), error.message);
      assert.equal(error.port, 4510);
    });
  }

  it('names the port that was wanted when the message names none', () => {
    const error = startFailure(
      'lab',
      new DockerRefusal(500, 'Ports are not available: unable to list'),
      [4566],
    );
    assert.ok(isPortTaken(error));
    assert.equal(error.port, 4566);
  });

  it('names a mount that is missing, as Podman says it', () => {
    const said = 'container create: statfs /nope: no such file or directory';
    assert.match(startFailure('lab', new DockerRefusal(500, said), []).message, /^"\/nope" is to be mounted/);
  });

  it('passes on what else Docker says, in one sentence', () => {
    const said = 'OCI runtime create failed:\n  exec: "localstack": not found: unknown';
    assert.equal(
      startFailure('lab', new DockerRefusal(400, said), [4566]).message,
      'Docker could not start the container "lab": OCI runtime create failed: exec: "localstack": not found: unknown. ' +
        'Remove it, and start again with other settings.',
    );
  });
});
