import { type Check, checksOf, checkTitle } from './checks';
import { nameOfActivity, problemText } from './describeEntry';
import { nameOf, type ReportedRun } from './reportedRun';
import { verdictOf } from './verdict';

/**
 * Runs as JUnit's XML, a suite each: as the readers of Jenkins, GitLab and GitHub's actions take it. Source:
 * https://github.com/testmoapp/junitxml, and Jenkins' `jenkins-junit.xsd` for the order of elements.
 */
export const junitXml = (runs: readonly ReportedRun[], left: readonly LeftOut[] = []): string => {
  const suites = [...runs.map(suiteOf), ...left.map(leftOutSuite)];
  const seconds = runs.reduce((sum, { journal }) => sum + journal.duration, 0);
  // The strict schema of Jenkins' xUnit plugin has no place for the skipped ones here.
  const { skipped: _, ...all } = counts(suites.flatMap(({ cases }) => cases));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'Chaos Lab', ...all, time: seconds.toFixed(3) })}>`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
};

/** A file that has no journal, since it was not run. */
export interface LeftOut {
  readonly file: string;
  /** In a sentence. */
  readonly reason: string;
}

interface Suite {
  readonly cases: readonly Case[];
  readonly xml: string;
}

interface Case extends Pick<Check, 'outcome' | 'seconds' | 'message' | 'detail'> {
  readonly name: string;
  readonly line?: number;
}

const leftOutSuite = ({ file, reason }: LeftOut): Suite => {
  const cases: Case[] = [{ name: wholeName, outcome: 'error', seconds: 0, message: reason }];
  const head = attributes({ name: file, file, ...counts(cases), time: '0.000' });
  const body = cases.map((each) => caseXml(each, { file, source: file }));
  return { cases, xml: [`<testsuite${head}>`, ...body, '</testsuite>'].join('\n') };
};

const suiteOf = (run: ReportedRun): Suite => {
  const { journal, file } = run;
  const cases = [...withOwnNames(checksOf(journal).map((check) => caseOf(check, run))), wholeCase(run)];
  const named = { name: nameOf(run), ...(file === undefined ? {} : { file }) };
  const timed = { timestamp: journal.start.slice(0, 19), time: journal.duration.toFixed(3) };
  const output = logText(run);
  const xml = [
    `<testsuite${attributes({ ...named, ...counts(cases), ...timed })}>`,
    ...cases.map((each) => caseXml(each, { file, source: file ?? journal.experiment.title })),
    ...(output ? [`<system-out>${text(output)}</system-out>`] : []),
    '</testsuite>',
  ].join('\n');
  return { cases, xml };
};

const counts = (cases: readonly Case[]) => ({
  tests: cases.length,
  failures: cases.filter(({ outcome }) => outcome === 'failed').length,
  errors: cases.filter(({ outcome }) => outcome === 'error').length,
  skipped: cases.filter(({ outcome }) => outcome === 'skipped').length,
});

const caseOf = (check: Check, { rangeOf }: ReportedRun): Case => {
  const line = rangeOf?.(check.path)?.start.line;
  return { ...check, name: checkTitle(check), ...(line === undefined ? {} : { line }) };
};

/** Two probes of one name would be one test to who compares builds. */
const withOwnNames = (cases: readonly Case[]): Case[] => {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const count = (seen.get(each.name) ?? 0) + 1;
    seen.set(each.name, count);
    return count === 1 ? each : { ...each, name: `${each.name} (${count})` };
  });
};

const wholeName = 'The experiment as a whole';

/** The run as a whole: what went wrong may be the fault of no probe. */
const wholeCase = ({ journal }: ReportedRun): Case => {
  const { outcome, isGood, sentence } = verdictOf(journal);
  const name = wholeName;
  if (isGood) return { name, outcome: 'passed', seconds: 0 };
  const isFailure = outcome === 'deviated' || outcome === 'never-started';
  return { name, outcome: isFailure ? 'failed' : 'error', seconds: 0, message: sentence };
};

const caseXml = (
  { name, outcome, seconds, message = '', detail, line }: Case,
  { file, source }: { readonly file?: string | undefined; readonly source: string },
): string => {
  const where = { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
  const classname = className(source);
  const start = `<testcase${attributes({ classname, name, ...where, time: seconds.toFixed(3) })}`;
  if (outcome === 'passed') return `${start}/>`;
  if (outcome === 'skipped') return `${start}><skipped${attributes({ message })}/></testcase>`;
  const element = outcome === 'failed' ? 'failure' : 'error';
  const type = outcome === 'failed' ? 'OutOfTolerance' : 'NotDone';
  const body = [message, detail].filter(Boolean).join('\n\n');
  return `${start}><${element}${attributes({ message, type })}>${text(body)}</${element}></testcase>`;
};

/** Readers take what stands before the last dot for a package. */
const className = (source: string): string => {
  const stem = source.split(/[/\\]/).at(-1) ?? source;
  return `chaos-lab.${stem.replace(/(\.chaos)?\.(ya?ml|json)$/, '').replace(/[.\s]+/g, '-')}`;
};

const logText = ({ journal: { run, rollbacks } }: ReportedRun): string =>
  [
    ...run.map((entry) => ({ entry, what: 'Method' })),
    ...rollbacks.map((entry) => ({ entry, what: 'Rollback' })),
  ]
    .map(({ entry, what }) => {
      const result = entry.status === 'succeeded' ? 'done' : problemText(entry);
      return `${what}: ${nameOfActivity(entry)}: ${result} (${entry.duration.toFixed(3)} s)`;
    })
    .join('\n');

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${text(String(value)).replace(/\s+/g, ' ')}"`)
    .join('');

/** For the text and the attributes of XML 1.0, which has no place for most control characters and lone surrogates. */
const text = (value: string): string =>
  value.replace(notXml, '\uFFFD').replace(/[&<>"']/g, (character) => entities[character] ?? '');

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be replaced
const notXml = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
