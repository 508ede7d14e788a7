// @ts-check
import { appendFileSync } from 'node:fs';
import { inspect } from 'node:util';
import Mocha from 'mocha';
import { formatEvent } from './testEvent.mjs';

/** @import { TestEvent } from './testEvent.mjs' */

/**
 * Mocha's reporter for all suites: writes what happens, a JSON object a line, to the file that
 * `CHAOS_LAB_RESULTS` names, and prints it unless the run is watched through that file.
 */
export default class EventReporter extends Mocha.reporters.Base {
  /** @param {Mocha.Runner} runner */
  constructor(runner) {
    super(runner);
    let depth = 0;
    runner.on('suite', (suite) => {
      if (!suite.root) report({ type: 'suite', title: suite.title, depth: depth++ });
    });
    runner.on('suite end', (suite) => {
      if (!suite.root) depth--;
    });
    runner.on('pass', (test) =>
      report({
        type: 'pass',
        title: test.title,
        path: test.titlePath(),
        depth,
        durationMs: test.duration ?? 0,
      }),
    );
    runner.on('pending', (test) =>
      report({ type: 'skip', title: test.title, path: test.titlePath(), depth, reason: skipReason(test) }),
    );
    runner.on('fail', (test, error) =>
      report({ type: 'fail', title: test.title, path: test.titlePath(), depth, error: describe(error) }),
    );
    runner.on('end', () => report({ type: 'end' }));
  }
}

/** @param {TestEvent} event */
function report(event) {
  const file = process.env.CHAOS_LAB_RESULTS;
  if (file) appendFileSync(file, `${JSON.stringify(event)}\n`);
  if (process.env.CHAOS_LAB_WATCHED !== '1') process.stdout.write(formatEvent(event));
}

/** @param {Mocha.Test} test */
function skipReason(test) {
  /** @type {{ skipReason?: string, parent?: any } | undefined} */
  let one = test;
  for (; one; one = one.parent) {
    if (one.skipReason) return one.skipReason;
  }
  return 'marked as skipped in its source';
}

/** @param {any} error mocha gives what was thrown, whatever it is */
function describe(error) {
  const text = String(error?.stack ?? error?.message ?? error);
  const saysAll = error?.generatedMessage !== false || !('expected' in error);
  return saysAll ? text : `${text}\nexpected: ${shorten(error.expected)}\nactual:   ${shorten(error.actual)}`;
}

/** @param {unknown} value */
const shorten = (value) => (typeof value === 'string' ? value : inspect(value, { depth: 6 })).slice(0, 2000);
