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
const docker = { answers: true, name: 'Docker 20.10.24' } as const;

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
        `$(server-environment) LocalStack ${image} · selected`,
        '$(plug) Endpoint… ',
        '$(wand) Automatic ',
      ],
    );
  });

  it('says whether LocalStack can be used now, and why not', () => {
    assert.equal(detail({}), 'Runs in a container. Looking for Docker…');
    const reason = 'Docker is not installed here. Install it, then try again.';
    assert.equal(detail({ docker: { answers: false, reason } }), reason);
    assert.match(detail({ docker }) ?? '', /Docker 20\.10\.24 answers; you are asked for a token next\.$/);
    assert.match(detail({ docker, ownImage: true }) ?? '', /answers; no token is known\.$/);
    assert.match(detail({ docker, token: 'stored' }) ?? '', /a token is stored\.$/);
    assert.match(detail({ docker, token: 'environment' }) ?? '', /a token is in the environment\./);
  });

  it('says what the automatic choice is now', () => {
    assert.match(detail({ docker, token: 'stored' }, 'auto') ?? '', /Now LocalStack\.$/);
    assert.match(detail({ docker }, 'auto') ?? '', /Now Embedded\.$/);
  });

  it('names the endpoint that is set', () => {
    const endpoint = 'http://box:4566';
    const option = engineOptions({ ...input, endpoint }).find(({ preference }) => preference === 'endpoint');
    assert.equal(option?.description, endpoint);
  });
});
