import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { labFields } from './check/checkLabExtension';
import { knownFields } from './check/knownFields';
import { readCorpus } from './corpus/testCorpus';

type Schema = Readonly<Record<string, unknown>>;

const schema: Schema & { readonly definitions: Readonly<Record<string, Schema>> } = JSON.parse(
  readFileSync(join(__dirname, '../../../../schemas/chaos-experiment.schema.json'), 'utf8'),
);

/** Snippets and messages are for editors. */
const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
for (const keyword of ['defaultSnippets', 'deprecationMessage', 'patternErrorMessage'])
  ajv.addKeyword(keyword);
const validate = ajv.compile(schema);

const errorsOf = (experiment: unknown): string[] => {
  validate(experiment);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

/** The fields that a part of the schema describes, in the order of the alphabet. */
const fieldsOf = (part: unknown): string[] => Object.keys((part as Schema).properties as Schema).sort();

const sorted = (names: readonly string[]): string[] => [...names].sort();

describe('The JSON Schema', () => {
  for (const { what, experiment, schema: tells } of readCorpus('wrong')) {
    it(tells ? `refuses ${what}, as the runner` : `cannot tell ${what}`, () =>
      assert.equal(errorsOf(experiment).length > 0, tells),
    );
  }

  for (const { what, experiment } of [...readCorpus('doubtful'), ...readCorpus('fine')]) {
    it(`takes ${what}, as the runner`, () => assert.deepEqual(errorsOf(experiment), []));
  }

  it('describes each field that is read, and no other', () => {
    const { definitions } = schema;
    assert.deepEqual(fieldsOf(schema), sorted(knownFields.experiment));
    assert.deepEqual(fieldsOf(definitions.hypothesis), sorted(knownFields.hypothesis));
    assert.deepEqual(fieldsOf(definitions.fullActivity), sorted(knownFields.activity));
    assert.deepEqual(fieldsOf(definitions.httpProvider), sorted(knownFields.http));
    assert.deepEqual(fieldsOf(definitions.processProvider), sorted(knownFields.process));
    assert.deepEqual(fieldsOf(definitions.environmentValue), sorted(knownFields.env));
    assert.deepEqual(fieldsOf(definitions.labExtension), sorted(labFields.extension));
    assert.deepEqual(fieldsOf(definitions.labSteadyState), sorted(labFields.steadyState));
  });
});
