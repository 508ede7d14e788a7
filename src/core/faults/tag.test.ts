import assert from 'node:assert/strict';
import { formatTag, isOwner, ownerOf, parseTag } from './tag';

describe('tag', () => {
  it('reads back what it wrote', () => {
    const tags = [
      { owner: 'cli' },
      { owner: 'lab-1', text: 'the Tuesday outage' },
      { owner: 'lab-1', endsAt: Date.UTC(2026, 10, 23, 4, 31) },
      { owner: 'lab-1', endsAt: Date.UTC(2026, 10, 23, 4, 31), text: 'until we see' },
    ];
    assert.deepEqual(tags.map(formatTag).map(parseTag), tags);
  });

  it('writes the end so that a person can read it', () => {
    assert.equal(
      formatTag({ owner: 'cli', endsAt: 0, text: 'x' }),
      'chaos-lab:cli until 1970-01-01T00:00:00.000Z x',
    );
  });

  it('takes only an exact tag for one', () => {
    const others = [
      undefined,
      '',
      'chaos-lab',
      'chaos-lab:ab',
      'chaos-lab:a b',
      'chaos-lab:abc;',
      ' chaos-lab:abc',
    ];
    assert.deepEqual(
      others.map((description) => parseTag(description)?.owner),
      others.map(() => undefined),
    );
  });

  it('keeps an end that is no time as text', () => {
    assert.deepEqual(parseTag('chaos-lab:abc until 2026-99-99T00:00:00Z'), {
      owner: 'abc',
      text: 'until 2026-99-99T00:00:00Z',
    });
  });

  it('tells ours, those of other labs, and those of anybody else apart', () => {
    const whose = (description?: string) => ownerOf(description === undefined ? {} : { description }, 'abc');
    assert.deepEqual(
      [whose('chaos-lab:abc'), whose('chaos-lab:abc text'), whose('chaos-lab:abcd'), whose('hello'), whose()],
      ['ours', 'ours', 'lab', 'foreign', 'foreign'],
    );
  });

  it('refuses owners that an engine would refuse', () => {
    assert.deepEqual(['cli', 'a-1', 'ab', 'a_b', 'a b', 'x'.repeat(65)].map(isOwner), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
