import assert from 'node:assert/strict';
import { parseDocument } from 'yaml';
import { parseExperiment } from '../../../experiments/format/parseExperiment';
import { testEndpoint } from '../../testEndpoint';
import { experimentText } from './experimentText';
import { answerAt, exported, faultsAt, own } from './testClicks';

const hello = testEndpoint('/v1/hello', 'hello');

const recorded = (endpoint = hello) =>
  exported([answerAt(1, endpoint, 200), faultsAt(2, [own({ service: 'lambda' })]), faultsAt(9, [])], {
    endpoints: [endpoint],
  });

/** Strictly: neither errors nor warnings. */
const parseYaml = (text: string): unknown => {
  const document = parseDocument(text, { strict: true });
  assert.deepEqual([...document.errors, ...document.warnings], []);
  return document.toJS();
};

describe('experimentText', () => {
  it('says the same in YAML and in JSON, by the name of the file', async () => {
    const experiment = await recorded();
    const yaml = experimentText(experiment, 'a.chaos.yaml', 'a.chaoslog');
    assert.match(
      yaml,
      /^# Exported by Chaos Lab from the recording a\.chaoslog\.\n# A Chaos Toolkit experiment/,
    );
    assert.doesNotMatch(yaml, /[&*]a\d/, 'no anchors: people edit it');
    assert.deepEqual(parseYaml(yaml), experiment.experiment);
    const json = experimentText(experiment, 'a.chaos.JSON', 'a.chaoslog');
    assert.deepEqual(JSON.parse(json), experiment.experiment);
  });

  it('means the same to readers of YAML 1.1, as Chaos Toolkit is', async () => {
    const experiment = await recorded({ ...hello, domain: 'on', apiName: 'no', stage: '1:30' });
    const yaml = experimentText(experiment, 'a.chaos.yaml', 'a.chaoslog');
    assert.deepEqual(parseDocument(yaml, { version: '1.1' }).toJS(), experiment.experiment);
    const { experiment: read, problems } = parseExperiment(yaml, 'a.chaos.yaml');
    assert.deepEqual(problems, []);
    assert.deepEqual(read, experiment.experiment);
    assert.match(yaml, /Host: "on"/);
  });

  it('keeps what was recorded text, whatever it says', async () => {
    const evil = `"\n- x: !!js/function 1 # &a *b $${'{HOME}'} \u2028 : {`;
    const experiment = await recorded({ ...hello, path: evil, domain: evil, apiName: evil });
    const yaml = experimentText(experiment, 'a.chaos.yml', 'a\r\ntitle: mine\u2028x.chaoslog');
    assert.deepEqual(parseYaml(yaml), experiment.experiment);
    assert.match(yaml, /^# Exported .* a\?\?title: mine\?x\.chaoslog\.\n/);
  });
});
