import assert from 'node:assert/strict';
import { isHumanError } from '../../core/errors';
import { checkUpstream, type UpstreamWish } from './checkUpstream';

const port = 4566;
const host = '127.0.0.1';
const upstream = 'http://127.0.0.1:4000';

const refusal = async (wish: Partial<UpstreamWish>): Promise<string | undefined> => {
  try {
    await checkUpstream({ port, host, ...wish });
    return undefined;
  } catch (error) {
    assert.ok(isHumanError(error) && error.kind === 'usage', String(error));
    return error.message;
  }
};

describe('what an engine passes requests on to', () => {
  it('may be any other address', async () => {
    const wishes: readonly Partial<UpstreamWish>[] = [
      {},
      { upstream },
      { upstream, regions: ['us-east-1'] },
      { upstream: 'https://localhost:4567' },
      { upstream: 'http://localhost:4566', port: 0 },
      { upstream: 'http://127.0.0.2:4566' },
    ];
    for (const wish of wishes) assert.equal(await refusal(wish), undefined, JSON.stringify(wish));
  });

  const loops: readonly Partial<UpstreamWish>[] = [
    { upstream: 'http://127.0.0.1:4566' },
    { upstream: 'http://localhost:4566' },
    { upstream: 'http://localhost', port: 80 },
    { upstream: 'https://127.0.0.1', port: 443 },
    { upstream: 'http://127.0.0.2:4566', host: '0.0.0.0' },
    { upstream: 'http://[::1]:4566', host: '::1' },
    { upstream: 'http://[::1]:4566', host: '::' },
  ];
  for (const wish of loops) {
    it(`is not the engine itself: ${JSON.stringify(wish)}`, async () =>
      assert.match((await refusal(wish)) ?? '', /would pass requests on to itself\. Give it another --port/));
  }

  it('is not real AWS, unless that is allowed', async () => {
    const aws = 'https://lambda.us-east-1.amazonaws.com';
    assert.match(
      (await refusal({ upstream: aws })) ?? '',
      /is real AWS\. Faults are for emulators.*--allow-aws\.$/,
    );
    assert.equal(await refusal({ upstream: aws, allowAws: true }), undefined);
  });

  it('has no state here, and no regions without it', async () => {
    assert.match((await refusal({ upstream, data: '/tmp/x' })) ?? '', /^--data .* Leave one of them out\.$/);
    assert.match((await refusal({ regions: ['us-east-1'] })) ?? '', /^--regions .*leave it out\.$/);
    assert.match((await refusal({ waitForUpstream: 9 })) ?? '', /^--wait-for-upstream .*leave it out\.$/);
  });
});
