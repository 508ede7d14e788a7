import { parseArgs } from 'node:util';
import { messageOf } from '../../core/errors';
import { runGuard } from './runGuard';

const usage = 'Usage: guard --endpoint URL --owner NAME --parent PID\n';

/** A guard's own process: see `Guard`. Exit codes: 1 something of the owner's is left, 2 wrong usage. */
async function main(): Promise<void> {
  const { endpoint, owner, parent } = readArguments();
  if (!endpoint || !owner || !Number.isInteger(parent)) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  if (!(await runGuard({ endpoint, owner, parent }))) process.exitCode = 1;
}

function readArguments() {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { endpoint: text, owner: text, parent: text }, strict: false });
  const { endpoint, owner, parent } = values as Readonly<Record<string, string | undefined>>;
  return { endpoint, owner, parent: Number(parent) };
}

main().catch((error) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
});
