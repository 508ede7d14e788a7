import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parseExperiment } from './parseExperiment';

const root = join(__dirname, '../../../..');
const samples = join(root, 'sample-app/experiments');
const files = readdirSync(samples).filter((name) => /\.chaos\.(ya?ml|json)$/.test(name));

const validate = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(join(root, 'schemas/chaos-experiment.schema.json'), 'utf8')),
);

describe('The sample experiments', () => {
  it('are there', () => assert.ok(files.length > 0));

  for (const name of files) {
    it(`${name} has no flaw, for the validator and for the schema`, () => {
      const { experiment, problems } = parseExperiment(readFileSync(join(samples, name), 'utf8'), name);
      assert.deepEqual(problems, []);
      validate(experiment);
      assert.deepEqual(validate.errors, null);
    });
  }
});
