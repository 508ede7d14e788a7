/** An engine for engineDeath.test.ts: starts the handler given as its argument and waits to be killed. */
import { withLambda } from '../withLambda';

withLambda(async ({ deploy, invoke, log }) => {
  const [, , source = ''] = process.argv;
  await deploy(source, { Timeout: 900 });
  const telling = setInterval(() => {
    const line = log.find((text) => text.includes('handler runs as '));
    if (!line) return;
    clearInterval(telling);
    process.stdout.write(`${line.split('\t').at(-1)}`);
  }, 10);
  await invoke();
  await new Promise(() => setInterval(() => {}, 1000));
});
