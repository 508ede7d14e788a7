// @ts-check
/** @import { TestEvent } from './testEvent.mjs' */

/**
 * @typedef {object} SuiteResult
 * @property {string} name
 * @property {TestEvent[]} events
 * @property {number} durationMs
 * @property {string} [problem] what went wrong with the run itself: it counts as a failure
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {SuiteResult} result @returns {Counts} */
export function count({ events, problem }) {
  const of = (/** @type {TestEvent['type']} */ type) => events.filter((event) => event.type === type).length;
  return { passed: of('pass'), failed: of('fail') + (problem ? 1 : 0), skipped: of('skip') };
}

/**
 * What is shown at the end: each suite, every failure, every skip with its reason, and the totals alone on the
 * last line.
 *
 * @param {readonly SuiteResult[]} results
 * @returns {string}
 */
export function summarize(results) {
  const failures = results.flatMap(failuresOf);
  const skips = results.flatMap(skipsOf);
  const total = totalOf(results);
  return [
    '',
    ...results.map((result) => `${result.name.padEnd(12)} ${line(count(result))}  (${seconds(result)} s)`),
    ...(failures.length ? ['', 'Failed:', ...failures.map((text, index) => `${index + 1}) ${text}`)] : []),
    ...(skips.length ? ['', 'Skipped:', ...skips] : []),
    '',
    line(total),
    '',
  ].join('\n');
}

/** @param {readonly SuiteResult[]} results @returns {Counts} */
export function totalOf(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of results.map(count)) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** @param {Counts} counts */
const line = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** @param {SuiteResult} result */
const seconds = ({ durationMs }) => Math.round(durationMs / 1000);

/** @param {SuiteResult} result */
function failuresOf({ name, events, problem }) {
  const failed = events
    .filter((event) => event.type === 'fail')
    .map((event) => `[${name}] ${event.path.join(' › ')}\n   ${event.error.replaceAll('\n', '\n   ')}`);
  return problem ? [...failed, `[${name}] ${problem}`] : failed;
}

/** Grouped by reason. @param {SuiteResult} result */
function skipsOf({ name, events }) {
  return [...skippedByReason(events)].flatMap(([reason, titles]) => [
    `[${name}] ${reason}:`,
    ...titles.map((title) => `   ${title}`),
  ]);
}

/** @param {TestEvent[]} events @returns {Map<string, string[]>} */
function skippedByReason(events) {
  const titles = new Map();
  for (const event of events) {
    if (event.type !== 'skip') continue;
    titles.set(event.reason, [...(titles.get(event.reason) ?? []), event.path.join(' › ')]);
  }
  return titles;
}
