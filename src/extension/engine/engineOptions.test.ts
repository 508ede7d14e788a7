import assert from 'node:assert/strict';
import { type EngineOptionsInput, engineOptions } from './engineOptions';

const image = 'localstack/localstack:2026.4.0';
const input: EngineOptionsInput = {
  selected: 'auto',
  endpoint: '',
  image,
  ownImage: false,
  token: undefined,
  docker: undefined,
};
const docker = { answers: true, name: 'Docker 20.10.24 (the default socket)' } as const;

const detail = (change: Partial<EngineOptionsInput>, preference = 'localstack') =>
  engineOptions({ ...input, ...change }).find((option) => option.preference === preference)?.detail;

describe('engineOptions', () => {
  it('offers all engines, and marks the selected one', () => {
    assert.deepEqual(
      engineOptions({ ...input, selected: 'localstack' }).map(
        ({ label, description }) => `${label} ${description}`,
      ),
      [
        '$(package) Embedded ',
        '$(server-environment) LocalStack selected',
        '$(plug) Endpoint… ',
        '$(wand) Automatic ',
      ],
    );
  });

  it('says whether LocalStack can be used now, and why not', () => {
    assert.equal(detail({}), `${image} in a container. Looking for Docker…`);
    const reason = 'Docker is not installed here. Install it, then try again.';
    assert.equal(detail({ docker: { answers: false, reason } }), `${image} in a container. ${reason}`);
    assert.match(detail({ docker }) ?? '', /answers, but no token is known: you are asked for it next\.$/);
    assert.match(detail({ docker, ownImage: true }) ?? '', /your image may need none\.$/);
    assert.match(detail({ docker, token: 'stored' }) ?? '', /a token is stored\. Ready to use\.$/);
    assert.match(detail({ docker, token: 'environment' }) ?? '', /a token is in the environment\./);
  });

  it('says what the automatic choice is now', () => {
    assert.match(detail({ docker, token: 'stored' }, 'auto') ?? '', /Now LocalStack\.$/);
    assert.match(detail({ docker }, 'auto') ?? '', /Now Embedded\.$/);
  });

  it('names the endpoint that is set', () => {
    const endpoint = 'http://box:4566';
    assert.match(detail({ endpoint }, 'endpoint') ?? '', /Now http:\/\/box:4566\.$/);
  });
});
