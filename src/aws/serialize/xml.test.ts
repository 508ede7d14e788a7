import assert from 'node:assert/strict';
import { XMLValidator } from 'fast-xml-parser';
import { parseXmlObject } from './parseXml';
import { escapeXml, xmlElement } from './xml';

/** Char of XML 1.0, section 2.2, without what has a meaning in markup and without the carriage return. */
const isPlain = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  const isChar =
    code === 9 ||
    code === 10 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    code >= 0x10000;
  return isChar && !'<>"'.includes(character);
};

describe('XML text', () => {
  it('holds only what XML can, whatever the characters', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      const escaped = escapeXml(`a${String.fromCharCode(code)}z`);
      assert.ok([...escaped].every(isPlain), `U+${code.toString(16)}`);
    }
  });

  it('reads back as it was, as far as XML can hold it', () => {
    const text = 'a < b > c & "d" \' ]]> <!-- --> &amp; &#x41; 🙂 ü \t';
    const xml = xmlElement('Root', { Text: text }, 'flat');
    assert.equal(XMLValidator.validate(xml), true);
    assert.deepEqual(parseXmlObject(Buffer.from(xml)), { Text: text.trim() });
  });

  it('writes numbers, booleans, times and bytes as AWS does', () => {
    const value = { n: 0, f: 1.5, b: false, t: new Date(0), raw: Buffer.from('hi'), none: null, empty: '' };
    assert.equal(
      xmlElement('R', value, 'flat'),
      '<R><n>0</n><f>1.5</f><b>false</b><t>1970-01-01T00:00:00.000Z</t><raw>aGk=</raw><empty></empty></R>',
    );
  });

  it('writes lists in each style, empty ones too', () => {
    const value = { L: ['a', 'b'], E: [] };
    assert.equal(xmlElement('R', value, 'flat'), '<R><L>a</L><L>b</L></R>');
    assert.equal(
      xmlElement('R', value, 'member'),
      '<R><L><member>a</member><member>b</member></L><E></E></R>',
    );
    assert.equal(xmlElement('R', value, 'item'), '<R><L><item>a</item><item>b</item></L><E></E></R>');
  });
});
