#!/usr/bin/env node
import { exitCodeOf, explain } from './exit';
import { createProgram } from './program';

/** `chaos-lab`: the one place that turns an error into a message and an exit code. */
const main = async (): Promise<void> => {
  // It would warn of every Node before 22 on each run.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  // Who reads us may stop, as `| head` does: then there is nobody left to tell.
  process.stdout.on('error', () => process.exit());
  try {
    await createProgram().parseAsync();
  } catch (error) {
    const message = explain(error);
    if (message) process.stderr.write(`${message}\n`);
    process.exitCode = exitCodeOf(error);
  }
};

void main();
