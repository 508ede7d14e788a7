import assert from 'node:assert/strict';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { junitXml } from './junitXml';
import { deviatedJournal, failedJournal, journal, neverStartedJournal } from './testJournal';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'testcase' || name === 'testsuite',
});

const parse = (...runs: Parameters<typeof junitXml>) => {
  const xml = junitXml(...runs);
  assert.equal(XMLValidator.validate(xml), true);
  return parser.parse(xml).testsuites;
};

const rangeOf = (path: readonly (string | number)[]) => ({
  start: { line: 10 + Number(path.at(-1)), column: 5 },
  end: { line: 12, column: 1 },
});

describe('junitXml', () => {
  it('has a suite for each run and a case for each check, with file, line, time and what went wrong', () => {
    const found = parse([{ journal: deviatedJournal, file: 'chaos/lambda.outage.chaos.yaml', rangeOf }]);
    assert.deepEqual([found.tests, found.failures, found.errors, found.time], ['5', '2', '0', '12.000']);
    const [suite] = found.testsuite;
    assert.deepEqual(
      [suite.name, suite.timestamp, suite.tests],
      ['Lambda outage', '2026-11-23T12:00:00', '5'],
    );
    assert.deepEqual(suite.testcase[3], {
      classname: 'chaos-lab.lambda-outage',
      name: 'After: GET /v1/hello',
      file: 'chaos/lambda.outage.chaos.yaml',
      line: '11',
      time: '0.010',
      failure: {
        '#text': 'It answered 502, expected 200.\n\n{\n  "message": "answer 502"\n}',
        message: 'It answered 502, expected 200.',
        type: 'OutOfTolerance',
      },
    });
    assert.match(
      suite['system-out'],
      /^Method: Fail Lambda: done \(0\.010 s\)\nRollback: Take it back: done/,
    );
  });

  it('fails in a run that is not good, even when no probe is to blame', () => {
    const counts = [journal(), neverStartedJournal, failedJournal, journal({ status: 'interrupted' })].map(
      (each) => {
        const { tests, failures, errors, skipped } = parse([{ journal: each }]).testsuite[0];
        return [tests, failures, errors, skipped].map(Number);
      },
    );
    assert.deepEqual(counts, [
      [5, 0, 0, 0],
      [5, 2, 0, 3],
      [5, 0, 2, 1],
      [5, 0, 1, 0],
    ]);
  });

  it('has an error for a file that was not run', () => {
    const { tests, errors, testsuite } = parse(
      [{ journal: journal() }],
      [{ file: 'a.yaml', reason: 'It was not run.' }],
    );
    assert.deepEqual(
      [tests, errors, testsuite[1].name, testsuite[1].testcase[0].error.message],
      ['6', '1', 'a.yaml', 'It was not run.'],
    );
  });

  it('keeps hostile text as text, and out of XML what XML has no place for', () => {
    const title = ']]></testsuite><evil a="1">\u0000\u001b[31m\ud800 \u{1F525}&amp;\n';
    const xml = junitXml([{ journal: journal({ experiment: { ...journal().experiment, title } }) }]);
    assert.equal(XMLValidator.validate(xml), true);
    assert.ok(!xml.includes('<evil'));
    assert.match(
      xml,
      /name="\]\]&gt;&lt;\/testsuite&gt;&lt;evil a=&quot;1&quot;&gt;\uFFFD\uFFFD\[31m\uFFFD \u{1F525}&amp;amp; "/u,
    );
  });

  it('gives probes of one name cases of their own', () => {
    const twice = {
      ...journal().experiment,
      'steady-state-hypothesis': {
        probes: journal().experiment['steady-state-hypothesis']?.probes?.slice(0, 1) ?? [],
      },
    };
    const [probe] = twice['steady-state-hypothesis'].probes;
    const same = { ...twice, 'steady-state-hypothesis': { probes: probe ? [probe, probe] : [] } };
    const names = parse([{ journal: journal({ experiment: same }) }]).testsuite[0].testcase.map(
      ({ name }: { name: string }) => name,
    );
    assert.deepEqual(names.slice(0, 2), ['Before: GET /test', 'Before: GET /test (2)']);
  });
});
