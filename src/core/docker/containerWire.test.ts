import assert from 'node:assert/strict';
import * as v from 'valibot';
import { inspectAnswer, listAnswer } from './containerWire';

describe('listAnswer', () => {
  it("maps Docker's list, published TCP ports only", () => {
    const found = v.parse(listAnswer, [
      {
        Id: 'a1',
        Names: ['/localstack-main'],
        Image: 'localstack/localstack:2026.4.0',
        State: 'running',
        Status: 'Up 2 hours',
        Labels: { x: '1' },
        Ports: [
          { IP: '127.0.0.1', PrivatePort: 4566, PublicPort: 4566, Type: 'tcp' },
          { IP: '127.0.0.1', PrivatePort: 53, PublicPort: 53, Type: 'udp' },
          { PrivatePort: 5678, Type: 'tcp' },
        ],
        SomethingNew: {},
      },
    ]);
    assert.deepEqual(found, [
      {
        id: 'a1',
        name: 'localstack-main',
        image: 'localstack/localstack:2026.4.0',
        state: 'running',
        labels: { x: '1' },
        env: {},
        ports: [{ containerPort: 4566, hostIp: '127.0.0.1', hostPort: 4566 }],
      },
    ]);
  });

  it("takes Podman's nulls and states, and the exit code from the status", () => {
    const podman = {
      Id: 'b2',
      Names: null,
      Image: null,
      State: 'stopped',
      Status: 'Exited (55) 2 hours ago',
      Labels: null,
      Ports: null,
    };
    assert.deepEqual(v.parse(listAnswer, [podman, { ...podman, State: 'configured', Status: '' }]), [
      { id: 'b2', name: '', image: '', state: 'exited', exitCode: 55, labels: {}, env: {}, ports: [] },
      { id: 'b2', name: '', image: '', state: 'created', labels: {}, env: {}, ports: [] },
    ]);
  });
});

describe('inspectAnswer', () => {
  const answer = (state: object, more: object = {}) =>
    v.parse(inspectAnswer, {
      Id: 'a1',
      Name: '/lab',
      State: state,
      Config: { Image: 'i', Tty: false, Labels: null, Env: ['A=1=2', 'B', 'C='] },
      HostConfig: {
        PortBindings: {
          '4566/tcp': [{ HostIp: '127.0.0.1', HostPort: '4566' }],
          '53/udp': [{ HostPort: '53' }],
        },
      },
      NetworkSettings: { Ports: { '4566/tcp': null } },
      ...more,
    });

  it('maps how it ended, its environment and the ports it wants', () => {
    assert.deepEqual(answer({ Status: 'exited', ExitCode: 137, OOMKilled: true }), {
      info: {
        id: 'a1',
        name: 'lab',
        image: 'i',
        state: 'exited',
        exitCode: 137,
        oomKilled: true,
        labels: {},
        env: { A: '1=2', B: '', C: '' },
        ports: [],
      },
      tty: false,
      wantedPorts: [{ containerPort: 4566, hostIp: '127.0.0.1', hostPort: 4566 }],
    });
  });

  it('tells no exit code while it runs', () => {
    const bound = { NetworkSettings: { Ports: { '4566/tcp': [{ HostIp: '', HostPort: '49153' }] } } };
    const { info } = answer({ Status: 'running', ExitCode: 0, OOMKilled: false }, bound);
    assert.equal('exitCode' in info, false);
    assert.deepEqual(info.ports, [{ containerPort: 4566, hostIp: '', hostPort: 49153 }]);
  });
});
