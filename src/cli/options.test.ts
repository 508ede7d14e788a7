import assert from 'node:assert/strict';
import { decimal, duration, emulatorEndpoint, regionList, wholeNumber } from './options';

describe('duration', () => {
  it('wants a number with its unit', () => {
    assert.deepEqual(['500ms', '30s', '1.5m', '2h'].map(duration), [500, 30_000, 90_000, 7_200_000]);
    for (const text of ['5', 'm', '-5m', '0s', '5 m', '5min', '']) assert.throws(() => duration(text), text);
  });
});

describe('regionList', () => {
  it('takes each region once, and nothing that is none', () => {
    assert.deepEqual(regionList('us-east-1, us-gov-west-1,us-east-1'), ['us-east-1', 'us-gov-west-1']);
    for (const text of ['', 'us-east-1,', 'us-east', '../etc-1']) assert.throws(() => regionList(text), text);
  });
});

describe('numbers', () => {
  it('are numbers from the first to the last letter', () => {
    assert.deepEqual([decimal('0.5'), decimal('.5'), decimal('1'), wholeNumber('0')], [0.5, 0.5, 1, 0]);
    for (const text of ['', '-1', '1e3', '0x1']) {
      assert.throws(() => decimal(text), text);
      assert.throws(() => wholeNumber(text), text);
    }
  });
});

describe('emulatorEndpoint', () => {
  it('gives the origin', () => {
    assert.equal(emulatorEndpoint('box:4566/'), 'http://box:4566');
  });

  it('refuses what is no URL, and AWS itself, in words', () => {
    assert.throws(() => emulatorEndpoint('ftp://box'), /"ftp:\/\/box" is not an endpoint/);
    assert.throws(
      () => emulatorEndpoint('https://lambda.eu-west-1.amazonaws.com'),
      /^HumanError: lambda\.eu-west-1\.amazonaws\.com is AWS itself: .* Give the URL of an engine/,
    );
  });
});
