import { JsonPathError, jsonPath } from '../../jsonPath/jsonPath';
import { isRecord } from '../isRecord';
import { PythonRegexError, pythonRegex } from '../pythonRegex';
import { type ActivityChecks, checkActivity } from './checkActivity';
import { checkFields } from './fields';
import { knownFields } from './knownFields';
import type { Path, Problems } from './problems';

/** Source: `chaoslib.hypothesis.ensure_hypothesis_tolerance_is_valid`. */
export const checkTolerance = (tolerance: unknown, path: Path, checks: ActivityChecks): void => {
  if (typeof tolerance === 'boolean' || typeof tolerance === 'string' || Array.isArray(tolerance)) return;
  if (Number.isInteger(tolerance)) return;
  if (!isRecord(tolerance)) {
    checks.problems.error(
      path,
      'A tolerance is a whole number, a text, true or false, a list, or a mapping with a type. Write a range for a number with decimals.',
    );
    return;
  }
  checkRule(tolerance, path, checks);
};

const checkRule = (rule: Readonly<Record<string, unknown>>, path: Path, checks: ActivityChecks): void => {
  const check = ruleChecks[String(rule.type)];
  if (check) check(rule, path, checks);
  else
    checks.problems.error(
      rule.type === undefined ? path : [...path, 'type'],
      'The type of a tolerance is probe, regex, jsonpath or range.',
    );
};

type RuleCheck = (rule: Readonly<Record<string, unknown>>, path: Path, checks: ActivityChecks) => void;

/** The probe gets the value as its argument `value`, for which Chaos Toolkit needs a mapping of arguments. */
const checkProbe: RuleCheck = (rule, path, checks) => {
  checkActivity(rule, path, checks);
  const { provider } = rule;
  if (isRecord(provider) && !isRecord(provider.arguments))
    checks.problems.error(
      [...path, 'provider'],
      'A probe that judges gets the value as its argument "value". Add arguments, a mapping: {} if there is no other.',
    );
};

const checkPattern: RuleCheck = (rule, path, { problems }) => {
  checkFields(rule, knownFields.regex, path, problems);
  const { pattern } = rule;
  if (typeof pattern !== 'string') {
    problems.error(
      pattern === undefined ? path : [...path, 'pattern'],
      'A tolerance of type regex needs a pattern, which is a text.',
    );
    return;
  }
  try {
    pythonRegex(pattern);
  } catch (error) {
    if (!(error instanceof PythonRegexError)) throw error;
    problems.error([...path, 'pattern'], error.message);
  }
};

const checkJsonPath: RuleCheck = (rule, path, { problems }) => {
  checkFields(rule, knownFields.jsonpath, path, problems);
  if (typeof rule.path !== 'string' || rule.path.trim() === '')
    problems.error(
      rule.path === undefined ? path : [...path, 'path'],
      'A tolerance of type jsonpath needs a path, such as $.status.',
    );
  else checkPathText(rule.path, [...path, 'path'], problems);
  if (rule.count !== undefined && rule.count !== null && !Number.isInteger(rule.count))
    problems.error([...path, 'count'], '"count" is the number of values that the path has to find.');
};

const checkPathText = (text: string, path: Path, problems: Problems): void => {
  try {
    jsonPath(text);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    problems.error(path, error.message);
  }
};

const checkRange: RuleCheck = (rule, path, { problems }) => {
  checkFields(rule, knownFields.range, path, problems);
  const { range } = rule;
  if (isRange(range)) {
    if (range[0] > range[1])
      problems.warning([...path, 'range'], 'No number is in this range. Write the smaller number first.');
    return;
  }
  problems.error(
    range === undefined ? path : [...path, 'range'],
    'A tolerance of type range needs a range of two numbers: [lowest, highest].',
  );
};

const isRange = (range: unknown): range is [number, number] =>
  Array.isArray(range) && range.length === 2 && range.every((each) => typeof each === 'number');

const ruleChecks: Readonly<Record<string, RuleCheck>> = {
  probe: checkProbe,
  regex: checkPattern,
  jsonpath: checkJsonPath,
  range: checkRange,
};
