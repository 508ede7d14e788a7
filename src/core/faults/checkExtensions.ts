import type { Capabilities } from '../engines/engine';
import { HumanError } from '../errors';
import { extensionsOf, type FaultRule, type RuleExtension } from './rule';

const deeds: Readonly<Record<RuleExtension, string>> = {
  latency: 'delay what a rule fits (latency)',
  reset: 'cut connections (reset)',
  timeout: 'leave requests without an answer (timeout)',
  count: 'end a rule after some requests (count)',
  durationMs: 'end a rule by itself (durationMs)',
};

/** Throws a `HumanError` when the engine does not know what these rules ask of it. */
export const checkExtensions = (
  rules: readonly FaultRule[],
  { extensions = [], product }: Pick<Capabilities, 'extensions' | 'product'>,
): void => {
  const missing = extensionsOf(rules).filter((name) => !extensions.includes(name));
  if (missing.length === 0) return;
  throw new HumanError(
    `${product} cannot ${missing.map((name) => deeds[name]).join(', nor ')}: that takes the engine of Chaos Lab, alone or in front of it (chaos-lab engine --upstream URL). Nothing was changed.`,
  );
};
