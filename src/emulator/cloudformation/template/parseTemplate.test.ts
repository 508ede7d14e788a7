// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${…} is Fn::Sub's own notation.
import assert from 'node:assert/strict';
import { parseTemplate } from './parseTemplate';

const resources = (yaml: string) =>
  parseTemplate(`Resources:\n  A:\n    Type: T\n    Properties:\n${yaml}`).Resources.A;

describe('a template', () => {
  it('is read from JSON', () => {
    const { Resources, Outputs } = parseTemplate('{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}');
    assert.deepEqual(Resources, { A: { Type: 'AWS::S3::Bucket' } });
    assert.deepEqual(Outputs, {});
  });

  it('is read from YAML, short forms of the functions included', () => {
    const read = resources(`
      Ref: !Ref B
      Dotted: !GetAtt B.Arn
      List: !GetAtt [B, Arn]
      Nested: !Join ["", [!Ref B, !Sub "\${AWS::Region}-x"]]
      Mapped: !ImportValue
        Fn::Sub: "\${B}-name"
      If: !If [C, !Ref "AWS::NoValue", 1]
      Version: 2012-10-17`);
    assert.deepEqual(read?.Properties, {
      Ref: { Ref: 'B' },
      Dotted: { 'Fn::GetAtt': 'B.Arn' },
      List: { 'Fn::GetAtt': ['B', 'Arn'] },
      Nested: { 'Fn::Join': ['', [{ Ref: 'B' }, { 'Fn::Sub': '${AWS::Region}-x' }]] },
      Mapped: { 'Fn::ImportValue': { 'Fn::Sub': '${B}-name' } },
      If: { 'Fn::If': ['C', { Ref: 'AWS::NoValue' }, 1] },
      Version: '2012-10-17',
    });
  });

  it('may name conditions in short form', () => {
    const { Conditions } = parseTemplate(
      'Resources: {A: {Type: T}}\nConditions:\n  X: !Not [!Condition Y]\n  Y: !Equals [a, b]',
    );
    assert.deepEqual(Conditions, {
      X: { 'Fn::Not': [{ Condition: 'Y' }] },
      Y: { 'Fn::Equals': ['a', 'b'] },
    });
  });

  for (const [what, text, message] of [
    ['no resources', '{"Resources":{}}', /At least one Resources member must be defined/],
    [
      'a resource without a type',
      '{"Resources":{"A":{}}}',
      /\[\/Resources\/A\] .* must contain a Type member/,
    ],
    ['a resource that is no object', '{"Resources":{"A":1}}', /\[\/Resources\/A\] must be an object/],
    ['an unknown section', '{"Resources":{"A":{"Type":"T"}},"Resorces":{}}', /properties \[Resorces\]/],
    ['a transform', '{"Transform":"AWS::Serverless-2016-10-31","Resources":{}}', /template macros/],
    ['an unknown condition', '{"Resources":{"A":{"Type":"T","Condition":"C"}}}', /dependency C/],
    [
      'an output without a value',
      '{"Resources":{"A":{"Type":"T"}},"Outputs":{"O":{}}}',
      /Outputs\/O.* Value/,
    ],
    ['broken YAML', 'Resources: [', /YAML not well-formed/],
    ['a list', '[]', /unsupported structure/],
  ] as const) {
    it(`with ${what} is refused`, () => {
      assert.throws(() => parseTemplate(text), { code: 'ValidationError', message });
    });
  }
});
