import assert from 'node:assert/strict';
import { runSlug } from './runSlug';
import { isNameOf, isTitleOf } from './titleMatch';

describe('isTitleOf', () => {
  it('takes values in the place of variables, and nothing else for another', () => {
    const written = 'Lambda fails in ${region}, as $name says';
    assert.ok(isTitleOf('Lambda fails in us-east-1, as Ada says', written));
    assert.ok(!isTitleOf('Lambda fails in us-east-1', written));
    assert.ok(isTitleOf('Lambda fails', 'Lambda fails'));
    assert.ok(!isTitleOf('Lambda fails!', 'Lambda fails'));
    assert.ok(!isTitleOf('aba', 'aba${x}ba'), 'no letter stands for two');
  });
});

describe('isNameOf', () => {
  it('goes by what of the title is in the name of a file', () => {
    assert.ok(isNameOf(runSlug('Größe: 1/2?'), 'Größe: 1/2?'));
    assert.ok(!isNameOf(runSlug('Größe: 1'), 'Größe: 1/2?'));
    assert.ok(isNameOf(runSlug('Fails in us-east-1'), 'Fails in ${region}'));
    assert.ok(!isNameOf(runSlug('Works in us-east-1'), 'Fails in ${region}'));
    assert.ok(isNameOf(runSlug('anything'), '${region} fails'));
  });
});
