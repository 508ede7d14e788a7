import { checkChoice, checkFields, isFilled, mappingAt } from './fields';
import { dryStrategies, hypothesisStrategies, knownFields, rollbackStrategies } from './knownFields';
import type { Problems } from './problems';

/** How it is run. An unknown strategy for rollbacks would be `never` in Chaos Toolkit: here it is refused. */
export const checkRuntime = (experiment: Readonly<Record<string, unknown>>, problems: Problems): void => {
  checkChoice(experiment, 'dry', dryStrategies, { path: [], problems });
  if (!isFilled(experiment, 'runtime')) return;
  const runtime = mappingAt(experiment, 'runtime', [], problems);
  if (!runtime) return;
  checkFields(runtime, knownFields.runtime, ['runtime'], problems);
  const choices = { rollbacks: rollbackStrategies, hypothesis: hypothesisStrategies };
  for (const [name, strategies] of Object.entries(choices)) {
    const part = mappingAt(runtime, name, ['runtime'], problems);
    if (!part) continue;
    const path = ['runtime', name];
    checkFields(part, knownFields.strategy, path, problems);
    checkChoice(part, 'strategy', strategies, { path, problems });
  }
};
