import assert from 'node:assert/strict';
import { applyPatch, type PatchRules } from './applyPatch';
import { only, patchEntry, patchFlag, patchInside, patchInteger, patchItem, patchText } from './patchRules';

const RULES: PatchRules = {
  '/name': only('replace', patchText('name')),
  '/size': patchInteger('size'),
  '/open': patchFlag('open'),
  '/types/{type}': patchItem('types'),
  '/variables/{name}': patchEntry('variables'),
  '/log/format': patchInside('log', patchText('format')),
};

const thing = { name: 'a', size: 1, open: false, types: ['x/y'], variables: { one: '1' } };
const patch = (...patchOperations: object[]) => applyPatch(thing, patchOperations, RULES);

describe('applying patch operations', () => {
  it('changes a copy, in order', () => {
    const changed = patch(
      { op: 'replace', path: '/name', value: 'b' },
      { op: 'replace', path: '/name', value: 'c' },
      { op: 'replace', path: '/open', value: 'true' },
      { op: 'replace', path: '/log/format', value: '$context.requestId' },
    );
    assert.deepEqual(changed, { ...thing, name: 'c', open: true, log: { format: '$context.requestId' } });
    assert.equal(thing.name, 'a');
  });

  it('unescapes the names in a path', () => {
    const changed = patch(
      { op: 'add', path: '/types/image~1png' },
      { op: 'remove', path: '/types/x~1y' },
      { op: 'add', path: '/variables/a~0b', value: '2' },
    );
    assert.deepEqual(changed, { ...thing, types: ['image/png'], variables: { one: '1', 'a~b': '2' } });
  });

  it('removes what it is told to, and what an empty value stands for', () => {
    const changed = patch(
      { op: 'remove', path: '/variables/one' },
      { op: 'replace', path: '/size', value: '' },
    );
    assert.deepEqual(changed, { name: 'a', open: false, types: ['x/y'], variables: {} });
  });

  it('names the paths there are when it does not know one', () => {
    assert.throws(() => patch({ op: 'replace', path: '/nope', value: 'b' }), {
      code: 'BadRequestException',
      status: 400,
      message:
        "Invalid patch path  '/nope' specified for op 'replace'. Must be one of: [/name, /size, /open, /types/{type}, /variables/{name}, /log/format]",
    });
  });

  it('names the operations a path takes', () => {
    assert.throws(() => patch({ op: 'remove', path: '/name' }), /Must be one of: \[replace\]/);
  });

  it('refuses what is no list of operations', () => {
    assert.throws(() => applyPatch(thing, { op: 'add' }, RULES), {
      message: 'patchOperations must be a list.',
    });
    assert.throws(() => patch({ op: 'replace' }), /needs an op and a path/);
    assert.throws(() => patch({ op: 'replace', path: '/size', value: '1.5' }), /must be an integer/);
  });
});
