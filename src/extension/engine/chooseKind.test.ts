import assert from 'node:assert/strict';
import { chooseKind, dependsOnDocker, type EngineWish } from './chooseKind';

const auto: EngineWish = { kind: 'auto', endpoint: '', ownImage: false };
const all = { tokenKnown: true, dockerAnswers: true };
const none = { tokenKnown: false, dockerAnswers: false };

describe('chooseKind', () => {
  it('attaches wherever an endpoint is named, whatever else is set', () => {
    const endpoint = 'http://127.0.0.1:4566';
    for (const kind of ['auto', 'embedded', 'localstack'] as const) {
      assert.equal(chooseKind({ ...auto, kind, endpoint }, all), 'external');
    }
  });

  it('takes the kind that is named, even where it cannot run: the start then says why', () => {
    assert.equal(chooseKind({ ...auto, kind: 'localstack' }, none), 'localstack');
    assert.equal(chooseKind({ ...auto, kind: 'embedded' }, all), 'embedded');
  });

  it('left alone, takes LocalStack only with Docker and a token, or with Docker and an image of one’s own', () => {
    assert.equal(chooseKind(auto, all), 'localstack');
    assert.equal(chooseKind({ ...auto, ownImage: true }, { ...all, tokenKnown: false }), 'localstack');
    assert.equal(chooseKind(auto, { ...all, tokenKnown: false }), 'embedded');
    assert.equal(chooseKind(auto, { ...all, dockerAnswers: false }), 'embedded');
    assert.equal(chooseKind({ ...auto, ownImage: true }, none), 'embedded');
  });
});

describe('dependsOnDocker', () => {
  it('is so only where Docker would decide', () => {
    assert.equal(dependsOnDocker(auto, true), true);
    assert.equal(dependsOnDocker({ ...auto, ownImage: true }, false), true);
    assert.equal(dependsOnDocker(auto, false), false);
    assert.equal(dependsOnDocker({ ...auto, kind: 'localstack' }, true), false);
    assert.equal(dependsOnDocker({ ...auto, endpoint: 'http://box' }, true), false);
  });
});
