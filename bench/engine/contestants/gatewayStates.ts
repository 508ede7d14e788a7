import { join } from 'node:path';
import type { FaultRule } from '../../../src/core/faults/rule';
import { startProgram } from '../programs/startProgram';
import type { Server } from './contestant';

type TakeBack = () => Promise<void>;

/** 1,000 rules of every kind, none of which fits the call that is made. */
export async function withIdleRules({ origin }: Server): Promise<TakeBack> {
  await setRules(
    origin,
    Array.from({ length: 1000 }, (_, index) => idleRule(index)),
  );
  return () => setRules(origin, []);
}

const idleRule = (index: number): FaultRule => {
  const kinds: readonly FaultRule[] = [
    { service: 'lambda', operation: `Operation${index}` },
    { service: `service${index}` },
    { region: `eu-west-${index}` },
    { service: 'lambda', region: `eu-west-${index}` },
    { operation: `Operation${index}`, region: 'us-east-1' },
  ];
  return kinds[index % kinds.length] ?? {};
};

async function setRules(origin: string, rules: readonly FaultRule[]): Promise<void> {
  const answer = await fetch(`${origin}/_localstack/chaos/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rules),
  });
  if (!answer.ok) throw new Error(`The rules were refused: ${await answer.text()}`);
}

/** Somebody who listens to the events, beside the load. */
export async function withReader({ origin }: Server): Promise<TakeBack> {
  const file = join(__dirname, '..', 'servers', 'reader.mjs');
  const reader = await startProgram([process.execPath, file, origin], { says: /^listening$/, core: 'load' });
  return () => reader.stop();
}
