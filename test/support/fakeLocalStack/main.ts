// The stand-in for LocalStack's image: the fake as a container's main process, set up by its environment.
import { setTimeout as delay } from 'node:timers/promises';
import { isPersona, localStackVersion, type Persona } from './persona';
import { type FakeLocalStack, startFakeLocalStack } from './startFakeLocalStack';

let running: FakeLocalStack | undefined;

const print = (line: string) => process.stdout.write(`${line}\n`);

/** What LocalStack prints when its token is not accepted; it exits with 55 then. */
const licenceFailure = `Localstack returning with exit code 55. Reason:
===============================================
License activation failed! 🔑❌

Reason: The credentials defined in your environment are invalid. Please make sure to set the LOCALSTACK_AUTH_TOKEN
variable to a valid auth token.

Due to this error, Localstack has quit. LocalStack pro features can only be used with a valid license.`;

async function main({ env }: typeof process): Promise<void> {
  print(
    `\nLocalStack version: ${localStackVersion}\nLocalStack build date: 2026-04-02\nLocalStack build git hash: 1a2b3c4d5\n`,
  );
  if (env.FAKE_PRINT_TOKEN === '1') print(`LOCALSTACK_AUTH_TOKEN=${env.LOCALSTACK_AUTH_TOKEN ?? ''}`);
  await delay(Number(env.FAKE_START_DELAY_MS ?? 0));
  if (env.FAKE_LICENCE === 'fail') {
    print(licenceFailure);
    process.exit(55);
  }
  if (env.FAKE_EXIT_AT_START !== undefined) process.exit(Number(env.FAKE_EXIT_AT_START));
  running = await startFakeLocalStack({
    persona: personaOf(env.FAKE_PERSONA),
    host: '0.0.0.0',
    port: 4566,
    print,
    disableRetries: env.DISABLE_BOTO_RETRIES === '1',
    onCrash: (code) => process.exit(code),
    ...(env.PERSISTENCE === '1' ? { dataDir: '/var/lib/localstack/state' } : {}),
  });
  print('Ready.');
}

function personaOf(text = 'licensed'): Persona {
  if (isPersona(text)) return text;
  throw new Error(`FAKE_PERSONA: there is no persona "${text}".`);
}

async function end(): Promise<void> {
  await running?.close();
  process.exit(0);
}

// The first process of a container is not ended by signals that it does not handle.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());
main(process).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
