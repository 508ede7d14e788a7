import assert from 'node:assert/strict';
import { page } from './page';

const items = Array.from({ length: 60 }, (_, id) => ({ id }));

describe('a page of a list', () => {
  it('leads to the next one until the last', () => {
    const seen: unknown[] = [];
    let position: unknown;
    let pages = 0;
    do {
      const { body } = page(items, { limit: 25, position }) as { body: Record<string, unknown> };
      seen.push(...(body.item as unknown[]));
      position = body.position;
      pages += 1;
    } while (position !== undefined);
    assert.deepEqual(seen, items);
    assert.equal(pages, 3);
  });

  it('has 25 items unless told otherwise, and never more than 500', () => {
    const lengthOf = (limit?: number) => {
      const many = Array.from({ length: 600 }, () => ({}));
      return (page(many, { limit }).body as { item: unknown[] }).item.length;
    };
    assert.deepEqual([lengthOf(), lengthOf(10), lengthOf(9999)], [25, 10, 500]);
  });

  it('refuses a position it did not give', () => {
    assert.throws(() => page(items, { position: 'rubbish' }), { code: 'BadRequestException' });
    assert.throws(() => page(items, { limit: 0 }), { code: 'BadRequestException' });
  });
});
