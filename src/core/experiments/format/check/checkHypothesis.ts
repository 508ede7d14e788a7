import { isRecord } from '../isRecord';
import { type ActivityChecks, checkActivity } from './checkActivity';
import { checkTolerance } from './checkTolerance';
import { checkFields, checkText, listAt, mappingAt } from './fields';
import { knownFields } from './knownFields';

const name = 'steady-state-hypothesis';

/** Source: `chaoslib.hypothesis.ensure_hypothesis_is_valid`. */
export const checkHypothesis = (
  experiment: Readonly<Record<string, unknown>>,
  checks: ActivityChecks,
): void => {
  const { problems } = checks;
  const hypothesis = mappingAt(experiment, name, [], problems);
  if (!hypothesis) return;
  checkFields(hypothesis, knownFields.hypothesis, [name], problems);
  checkText(hypothesis, 'title', {
    path: [name],
    problems,
    missing: 'A hypothesis needs a title. Add one that says what has to hold.',
  });
  for (const [index, probe] of listAt(hypothesis, 'probes', [name], problems).entries()) {
    const path = [name, 'probes', index];
    checkActivity(probe, path, checks);
    if (!isRecord(probe)) continue;
    if (probe.type === 'action')
      problems.warning(
        [...path, 'type'],
        'An action in the hypothesis is done with each check of it. Write probe if it only looks.',
      );
    if (Object.hasOwn(probe, 'tolerance')) checkTolerance(probe.tolerance, [...path, 'tolerance'], checks);
    else
      problems.error(
        path,
        'A probe of the hypothesis needs a tolerance: what it has to find, such as tolerance: 200.',
      );
  }
};
