import { isRecord } from '../isRecord';
import { labDefaults } from '../labExtension';
import { samplesNeeded } from '../samplesNeeded';
import { checkFields, listAt, mappingAt } from './fields';
import type { Path, Problems } from './problems';

type Fields = Readonly<Record<string, unknown>>;

interface Place {
  readonly path: Path;
  readonly problems: Problems;
}

export const labFields = {
  extension: ['name', 'seed', 'steadyState', 'load', 'expected', 'recorded'],
  steadyState: ['endpoints', 'window', 'requestsPerSecond', 'confidence', 'errorRate', 'latency'],
  errorRate: ['atMost'],
  latency: ['percentile', 'atMostMs'],
  load: ['requestsPerSecond', 'endpoints', 'concurrency'],
  expected: ['failed', 'stayedHealthy'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** `endpoints` are the names that it may use. */
export const checkLabExtension = (extension: Fields, endpoints: readonly string[], place: Place): void => {
  const { path, problems } = place;
  checkFields(extension, labFields.extension, path, problems);
  checkNumber(extension, 'seed', place, wholeFrom(0, 0xffffffff));
  for (const [index, each] of listAt(extension, 'steadyState', path, problems).entries())
    checkSteadyState(each, endpoints, { path: [...path, 'steadyState', index], problems });
  const load = mappingAt(extension, 'load', path, problems);
  if (load) checkLoad(load, endpoints, { path: [...path, 'load'], problems });
  const expected = mappingAt(extension, 'expected', path, problems);
  if (expected) checkExpected(expected, endpoints, { path: [...path, 'expected'], problems });
};

const checkSteadyState = (state: unknown, endpoints: readonly string[], place: Place): void => {
  const { path, problems } = place;
  if (!isRecord(state)) {
    problems.error(
      path,
      'A steady state is a mapping with window, requestsPerSecond and errorRate or latency.',
    );
    return;
  }
  checkFields(state, labFields.steadyState, path, problems);
  checkNames(state, 'endpoints', endpoints, place);
  checkNumber(state, 'window', place, required(between(1, 3600, 'seconds')));
  checkNumber(state, 'requestsPerSecond', place, required(perSecond));
  checkNumber(state, 'confidence', place, confidence);
  const errorRate = mappingAt(state, 'errorRate', path, problems);
  const latency = mappingAt(state, 'latency', path, problems);
  if (!Object.hasOwn(state, 'errorRate') && !Object.hasOwn(state, 'latency'))
    problems.error(path, 'A steady state needs errorRate, latency, or both: else nothing is judged.');
  if (errorRate) {
    checkFields(errorRate, labFields.errorRate, [...path, 'errorRate'], problems);
    checkNumber(errorRate, 'atMost', { path: [...path, 'errorRate'], problems }, required(share));
  }
  if (latency) {
    checkFields(latency, labFields.latency, [...path, 'latency'], problems);
    checkNumber(latency, 'percentile', { path: [...path, 'latency'], problems }, required(percentile));
    checkNumber(latency, 'atMostMs', { path: [...path, 'latency'], problems }, required(milliseconds));
  }
  checkSamples(state, place);
};

/** With too few answers the verdict could only be "not met". */
const checkSamples = (state: Fields, { path, problems }: Place): void => {
  const { window, requestsPerSecond, confidence: sure = labDefaults.confidence, errorRate, latency } = state;
  if (
    ![window, requestsPerSecond, sure].every((each) => typeof each === 'number' && each > 0) ||
    (sure as number) >= 1
  )
    return;
  const samples = Math.floor((window as number) * (requestsPerSecond as number));
  const limits = {
    errorRate: isRecord(errorRate) ? errorRate.atMost : undefined,
    percentile: isRecord(latency) ? latency.percentile : undefined,
  };
  const needed = samplesNeeded(sure as number, limits);
  if (samples < needed)
    problems.error(
      path,
      `With ${samples} answers this can never be met: ${needed} are needed for a confidence of ${sure as number}. Make the window longer, or ask more often.`,
    );
};

const checkLoad = (load: Fields, endpoints: readonly string[], place: Place): void => {
  checkFields(load, labFields.load, place.path, place.problems);
  checkNumber(load, 'requestsPerSecond', place, required(perSecond));
  checkNames(load, 'endpoints', endpoints, place);
  checkNumber(load, 'concurrency', place, wholeFrom(1, 100));
};

const checkExpected = (expected: Fields, endpoints: readonly string[], place: Place): void => {
  const { path, problems } = place;
  checkFields(expected, labFields.expected, path, problems);
  const failed = checkNames(expected, 'failed', endpoints, place);
  const healthy = checkNames(expected, 'stayedHealthy', endpoints, place);
  for (const [index, name] of healthy.entries()) {
    if (failed.includes(name))
      problems.error(
        [...path, 'stayedHealthy', index],
        `${JSON.stringify(name)} cannot both fail and stay healthy. Remove it from one of the lists.`,
      );
  }
};

const checkNames = (
  holder: Fields,
  field: string,
  endpoints: readonly string[],
  { path, problems }: Place,
): readonly unknown[] => {
  const names = listAt(holder, field, path, problems);
  for (const [index, name] of names.entries()) {
    if (!endpoints.includes(name as string))
      problems.error(
        [...path, field, index],
        `There is no HTTP probe ${JSON.stringify(name)} in the hypothesis. Write the name of one.`,
      );
  }
  return names;
};

interface Limit {
  readonly holds: (value: number) => boolean;
  /** What it has to be, after "has to be". */
  readonly wanted: string;
  readonly required?: true;
}

const between = (low: number, high: number, unit: string): Limit => ({
  holds: (value) => value >= low && value <= high,
  wanted: `a number from ${low} to ${high} (${unit})`,
});

const wholeFrom = (low: number, high: number): Limit => ({
  holds: (value) => Number.isInteger(value) && value >= low && value <= high,
  wanted: `a whole number from ${low} to ${high}`,
});

const perSecond: Limit = {
  holds: (value) => value > 0 && value <= 1000,
  wanted: 'a number above 0, at most 1000',
};

const confidence: Limit = {
  holds: (value) => value >= 0.5 && value < 1,
  wanted: 'a number from 0.5 to below 1, such as 0.95',
};

const share: Limit = {
  holds: (value) => value > 0 && value < 1,
  wanted: 'a share between 0 and 1, such as 0.01',
};

const percentile: Limit = {
  holds: (value) => value > 0 && value < 100,
  wanted: 'a number between 0 and 100, such as 95',
};

const milliseconds: Limit = { holds: (value) => value > 0, wanted: 'a number of milliseconds above 0' };

const required = (limit: Limit): Limit => ({ ...limit, required: true });

const checkNumber = (holder: Fields, name: string, { path, problems }: Place, limit: Limit): void => {
  const value = holder[name];
  if (value === undefined) {
    if (limit.required) problems.error(path, `"${name}" is missing. It has to be ${limit.wanted}.`);
  } else if (typeof value !== 'number' || !limit.holds(value))
    problems.error([...path, name], `"${name}" has to be ${limit.wanted}.`);
};
