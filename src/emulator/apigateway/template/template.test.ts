import assert from 'node:assert/strict';
import { createTemplate } from './template';
import { createTemplateInput } from './templateInput';

const parameters = {
  path: { id: '7' },
  querystring: { page: '2', id: 'not this one' },
  header: { 'X-Caller': "O'Neil" },
};

const BODY = JSON.stringify({ name: 'Ann', pets: [{ kind: 'cat' }, { kind: 'dog' }], empty: null });

function render(text: string, { body = BODY, context = {} as Record<string, unknown> } = {}): string {
  const input = createTemplateInput(body, parameters);
  return createTemplate(text).render({ input, context, stageVariables: { table: 'orders' } });
}

describe('a mapping template', () => {
  it('reads the body by JSONPath, as JSON or as a value', () => {
    assert.equal(
      render(`$input.json('$')`),
      '{"name":"Ann","pets":[{"kind":"cat"},{"kind":"dog"}],"empty":null}',
    );
    assert.equal(render(`$input.json('$.pets[1]')`), '{"kind":"dog"}');
    assert.equal(render(`$input.json("$.pets[*].kind")`), '["cat","dog"]');
    assert.equal(render(`$input.path('$.pets[0].kind') and $input.path('$').name`), 'cat and Ann');
  });

  it('gives nothing for what is not there', () => {
    assert.equal(render(`$input.json('$.nope')|$input.path('$.nope')|$nope|$context.a.b|`), '""||||');
    assert.equal(render(`$input.body|$input.json('$')`, { body: '' }), '{}|{}');
    assert.equal(render(`$input.json('$')`, { body: 'plain text' }), '"plain text"');
  });

  it('finds a parameter in path, query and headers, in this order', () => {
    assert.equal(render(`$input.params('id') $input.params('page') $input.params('x-caller')`), "7 2 O'Neil");
    assert.equal(render(`[$input.params('nope')]`), '[]');
  });

  it('walks through all parameters', () => {
    const text = `#foreach($type in $input.params().keySet())$type:#set($params = $input.params().get($type))
#foreach($name in $params.keySet())$name=$params.get($name)#if($foreach.hasNext),#end#end;#end`;
    assert.equal(
      render(text).replaceAll('\n', ''),
      "path:id=7;querystring:page=2,id=not this one;header:X-Caller=O'Neil;",
    );
  });

  it('sees the context and the stage variables', () => {
    const context = { requestId: 'r1', identity: { sourceIp: '10.0.0.1' } };
    assert.equal(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference in Velocity
      render('$context.requestId $context.identity.sourceIp ${stageVariables.table}', { context }),
      'r1 10.0.0.1 orders',
    );
  });

  it('sets overrides in the context', () => {
    const context = { responseOverride: { header: {} } };
    render('#set($context.responseOverride.status = 404)#set($context.responseOverride.header.X-A = "b")', {
      context,
    });
    assert.deepEqual(context, { responseOverride: { header: { 'X-A': 'b' }, status: 404 } });
  });

  it('leaves money and hashes in text alone', () => {
    assert.equal(render('{"price": "$5", "tag": "#1"}'), '{"price": "$5", "tag": "#1"}');
  });

  it("knows Java's methods of strings, lists and maps", () => {
    const text = `#set($s = "abc")$s.length() $s.matches("a.*") $s.matches("a") $s.contains("b") $s.equals("abc")
#set($map = $input.path('$'))$map.containsKey("name") $map.isEmpty() $map.pets.size() $map.pets.isEmpty()`;
    assert.equal(render(text), '3 true false true true\ntrue false 2 false');
    assert.equal(render(`$util.urlDecode("a-b-c").replaceAll("[-]", "+").split("[+]").size()`), '3');
  });

  it('fails when it does not parse', () => {
    assert.throws(() => render('#set($a = )'));
  });
});

describe('$util in a template', () => {
  it('escapes for JavaScript', () => {
    assert.equal(render(`$util.escapeJavaScript($input.params('X-Caller'))`), "O\\'Neil");
    assert.equal(
      render('$util.escapeJavaScript($input.body)', { body: '{"a":"b\n"}' }),
      '{\\"a\\":\\"b\\n\\"}',
    );
    assert.equal(
      render(`$util.escapeJavaScript($input.params('X-Caller')).replaceAll("\\\\'", "'")`),
      "O'Neil",
    );
  });

  it('encodes and decodes', () => {
    assert.equal(render(`$util.urlEncode("a b&c") $util.urlDecode("a+b%26c")`), 'a+b%26c a b&c');
    assert.equal(render(`$util.base64Encode("ab") $util.base64Decode("YWI=")`), 'YWI= ab');
    assert.equal(render(`$util.parseJson('{"a":{"b":1}}').a.b`), '1');
  });
});
