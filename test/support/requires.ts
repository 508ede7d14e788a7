import { missing, type Requirement } from './requirements';

declare module 'mocha' {
  interface Runnable {
    /** Why it was skipped; the summary of a run shows it. */
    skipReason?: string;
  }
  interface Suite {
    skipReason?: string;
  }
}

/**
 * Skips the test or, from a `before` hook, the whole suite when the machine lacks something; the reason is
 * shown in the summary. What `CHAOS_LAB_REQUIRE` names (`terraform,vscode`) fails instead.
 *
 * @example before(async function () { await requires(this, 'terraform', 'npm'); });
 */
export async function requires(context: Mocha.Context, ...names: Requirement[]): Promise<void> {
  for (const name of names) {
    const reason = await missing(name);
    if (!reason) continue;
    if (isRequired(name)) throw new Error(`CHAOS_LAB_REQUIRE asks for ${name}, but ${reason}.`);
    skip(context, reason);
  }
}

/** Whether `CHAOS_LAB_REQUIRE` names it. */
export const isRequired = (name: Requirement): boolean =>
  (process.env.CHAOS_LAB_REQUIRE ?? '')
    .split(',')
    .map((one) => one.trim())
    .includes(name);

function skip(context: Mocha.Context, reason: string): never {
  const { test, currentTest } = context;
  if (test?.title.startsWith('"before all" hook') && test.parent) test.parent.skipReason = reason;
  else if (currentTest) currentTest.skipReason = reason;
  else if (test) test.skipReason = reason;
  return context.skip();
}
