import assert from 'node:assert/strict';
import { stringify } from 'yaml';
import { readCorpus } from './corpus/testCorpus';
import { parseExperiment } from './parseExperiment';
import { type Fields, goodExperiment } from './testExperiment';

const parsed = (experiment: Fields) => {
  const lookups = { hasProgram: (path: string) => path === 'node' };
  return parseExperiment(JSON.stringify(experiment, undefined, 2), 'a.chaos.json', lookups);
};

const said = (experiment: Fields) =>
  parsed(experiment).problems.map(({ severity, path, message }) => ({
    severity,
    at: path.join('/'),
    message,
  }));

describe('parseExperiment', () => {
  for (const { what, experiment, says, at } of readCorpus('wrong')) {
    it(`refuses ${what}`, () => {
      const found = parsed(experiment);
      assert.equal(found.experiment, undefined);
      assert.ok(found.problems.every(({ range }) => range));
      const [first] = said(experiment).filter(({ severity }) => severity === 'error');
      assert.deepEqual(first, { severity: 'error', at, message: says });
    });
  }

  for (const { what, experiment, says, at } of readCorpus('doubtful')) {
    it(`warns of ${what}`, () => {
      assert.ok(parsed(experiment).experiment);
      assert.deepEqual(said(experiment), [{ severity: 'warning', at, message: says }]);
    });
  }

  for (const { what, experiment } of readCorpus('fine')) {
    it(`says nothing about ${what}`, () => assert.deepEqual(said(experiment), []));
  }

  it('tells all problems at once, in the order of the file, each with its place', () => {
    const text = [
      'title: ""',
      'method:',
      '  - type: probe',
      '    name: x',
      '    provider: {type: python}',
      'description: a',
      'dry: all',
      'ower: x',
    ].join('\n');
    assert.deepEqual(
      parseExperiment(text, 'a.yaml').problems.map(
        ({ message, range }) => `${range?.start.line}:${range?.start.column} ${message.slice(0, 30)}`,
      ),
      [
        '1:8 An experiment needs a title. A',
        '5:22 Python functions are not run h',
        '7:6 "dry" cannot be "all". It is o',
        '8:7 "ower" is not known here and h',
      ],
    );
  });

  it('says what an empty file, a list and a text need', () => {
    for (const text of ['', '[]', 'hello', '{}', '# nothing']) {
      const { problems } = parseExperiment(text, 'a.yaml');
      assert.deepEqual(
        problems.map(({ message }) => message),
        ['There is no experiment in this file. Begin with title, description and method.'],
      );
    }
  });

  it('does not check what cannot be read', () => {
    const { experiment, problems } = parseExperiment('title: [', 'a.yaml');
    assert.equal(experiment, undefined);
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? '', /not valid YAML/);
  });

  it('checks the environment when it is known', () => {
    const experiment = {
      ...goodExperiment(),
      configuration: { endpoint: 'http://a', a: { type: 'env', key: 'A', env_var_type: 'int' } },
    };
    const problemsWith = (env: Record<string, string>, variables = {}) =>
      parseExperiment(stringify(experiment), 'a.yaml', { env, variables }).problems.map(
        ({ message }) => message,
      );
    assert.deepEqual(problemsWith({ A: '1' }), []);
    assert.deepEqual(problemsWith({}), [
      'The environment variable A is not set. Set it, or give a `default`.',
    ]);
    assert.deepEqual(problemsWith({ A: 'x' }), ['The value of A cannot be used: "x" is no whole number.']);
    assert.deepEqual(problemsWith({}, { a: 1 }), []);
    assert.deepEqual(parseExperiment(stringify(experiment), 'a.yaml').problems, [], 'else it is not asked');
  });

  it('gives the experiment as it stands in the file', () => {
    const experiment = goodExperiment();
    const found = parseExperiment(JSON.stringify(experiment), 'a.json');
    assert.deepEqual(found.experiment, experiment);
    assert.deepEqual(found.rangeOf(['title'])?.start, { line: 1, column: 10 });
  });
});
