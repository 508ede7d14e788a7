import assert from 'node:assert/strict';
import { bodyText } from './bodyText';

describe('bodyText', () => {
  it('indents JSON, leaves other text as it came', () => {
    assert.deepEqual(bodyText(Buffer.from('{"a":[1]}')), {
      text: '{\n  "a": [\n    1\n  ]\n}',
      kind: 'json',
    });
    assert.deepEqual(bodyText(Buffer.from('{oops')), { text: '{oops', kind: 'text' });
    assert.deepEqual(bodyText(Buffer.from('<b>grüß</b>\n')), { text: '<b>grüß</b>\n', kind: 'text' });
    assert.deepEqual(bodyText(Buffer.alloc(0)), { text: '', kind: 'empty' });
  });

  it('shows a character that was cut in two as if it had not begun', () => {
    assert.deepEqual(bodyText(Buffer.from('grüß').subarray(0, 5)), { text: 'grü', kind: 'text' });
  });

  it('shows the beginning of what is no text in hexadecimal', () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Array(600).fill(0)]);
    const { text, kind } = bodyText(png);
    assert.equal(kind, 'binary');
    assert.equal(text.split('\n').length, 32);
    assert.match(text, /^89 50 4e 47 0d 0a 1a 0a( 00){8}\n/);
  });
});
