import assert from 'node:assert/strict';
import { isHumanError } from '../errors';
import { parseImageReference } from './imageReference';

const digest = `sha256:${'0a'.repeat(32)}`;

describe('parseImageReference', () => {
  it('takes names apart as Docker does', () => {
    const cases: readonly [string, object][] = [
      [
        'localstack/localstack:2026.4.0',
        { registry: 'docker.io', name: 'localstack/localstack', tag: '2026.4.0' },
      ],
      ['floci', { registry: 'docker.io', name: 'floci', tag: 'latest' }],
      ['localhost/a', { registry: 'localhost', name: 'localhost/a', tag: 'latest' }],
      [
        '127.0.0.1:5000/team/app',
        { registry: '127.0.0.1:5000', name: '127.0.0.1:5000/team/app', tag: 'latest' },
      ],
      ['ghcr.io/a/b__c:V1', { registry: 'ghcr.io', name: 'ghcr.io/a/b__c', tag: 'V1' }],
      [`a/b@${digest}`, { registry: 'docker.io', name: 'a/b', digest }],
      [`a/b:1@${digest}`, { registry: 'docker.io', name: 'a/b', tag: '1', digest }],
    ];
    for (const [image, expected] of cases) assert.deepEqual(parseImageReference(image), expected, image);
  });

  it('refuses what is no name', () => {
    for (const wrong of [
      '',
      'LocalStack',
      'a b',
      'a/',
      '/a',
      'a:',
      'a@sha256:1',
      'http://a/b',
      '-a',
      'a/b:c:d',
    ]) {
      assert.throws(
        () => parseImageReference(wrong),
        (error) => isHumanError(error) && /is no name of an image\. Write it like/.test(error.message),
        wrong,
      );
    }
  });
});
