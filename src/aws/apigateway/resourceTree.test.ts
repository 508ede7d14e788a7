import assert from 'node:assert/strict';
import { createResourceTree } from './resourceTree';

/** `GET /a` -> a resource with that method; a method is its own description. */
function treeOf(...routes: string[]) {
  const paths = [...new Set(routes.map((route) => route.split(' ')[1] ?? ''))];
  const resources = paths.map((path) => ({ path }));
  const tree = createResourceTree(resources, ({ path }) => {
    const mine = routes.filter((route) => route.endsWith(` ${path}`));
    return new Map(mine.map((route) => [route.split(' ')[0] ?? '', route]));
  });
  return (method: string, path: string) => {
    const match = tree.match(method, path);
    return match && [match.method, match.pathParameters];
  };
}

describe('matching a request to a resource', () => {
  const match = treeOf(
    'GET /',
    'GET /users',
    'GET /users/{id}',
    'GET /users/me',
    'DELETE /users/{id}/posts/{post}',
    'ANY /files/{proxy+}',
    'GET /files/special',
    'POST /{any+}',
  );

  it('prefers a literal segment to a variable one', () => {
    assert.deepEqual(match('GET', '/users/me'), ['GET /users/me', {}]);
    assert.deepEqual(match('GET', '/users/7'), ['GET /users/{id}', { id: '7' }]);
    assert.deepEqual(match('DELETE', '/users/7/posts/8'), [
      'DELETE /users/{id}/posts/{post}',
      { id: '7', post: '8' },
    ]);
  });

  it('gives a greedy variable all that is left', () => {
    assert.deepEqual(match('PUT', '/files/a/b/c'), ['ANY /files/{proxy+}', { proxy: 'a/b/c' }]);
    assert.equal(match('GET', '/files'), undefined);
  });

  it('falls back to a less specific resource that has the method', () => {
    assert.deepEqual(match('GET', '/files/special'), ['GET /files/special', {}]);
    assert.deepEqual(match('PUT', '/files/special'), ['ANY /files/{proxy+}', { proxy: 'special' }]);
    assert.deepEqual(match('POST', '/users/7'), ['POST /{any+}', { any: 'users/7' }]);
  });

  it('does not mind slashes in front and behind', () => {
    for (const path of ['/users', '/users/', '//users'])
      assert.deepEqual(match('GET', path), ['GET /users', {}]);
    assert.deepEqual(match('GET', '/'), ['GET /', {}]);
  });

  it('decodes for the comparison, but hands parameters on as they came', () => {
    assert.deepEqual(match('GET', '/%75sers/a%20b'), ['GET /users/{id}', { id: 'a%20b' }]);
    assert.deepEqual(match('GET', '/users/%'), ['GET /users/{id}', { id: '%' }]);
  });

  it('has no answer for what is not there', () => {
    assert.equal(match('GET', '/nope'), undefined);
    assert.equal(match('GET', '/users/7/posts'), undefined);
    assert.equal(match('PATCH', '/users'), undefined);
  });

  it('keeps a named method before ANY', () => {
    const both = treeOf('ANY /a', 'GET /a');
    assert.deepEqual([both('GET', '/a')?.[0], both('PUT', '/a')?.[0]], ['GET /a', 'ANY /a']);
  });
});
