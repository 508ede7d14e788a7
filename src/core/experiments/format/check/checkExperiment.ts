import { isRecord } from '../isRecord';
import type { Problem } from '../problem';
import { type ActivityChecks, checkActivity } from './checkActivity';
import { checkChaosApi } from './checkChaosApi';
import { checkControls } from './checkControls';
import { checkExtensions } from './checkExtensions';
import { checkHypothesis } from './checkHypothesis';
import { checkNames } from './checkNames';
import { activityNames, checkReferences } from './checkReferences';
import { checkRuntime } from './checkRuntime';
import { checkValues } from './checkValues';
import { checkFields, checkText, isFilled, listAt } from './fields';
import { knownFields } from './knownFields';
import { Problems } from './problems';

/** What only whoever runs the experiment can know; what is absent is not checked. */
export interface ExperimentLookups {
  /** Whether a program can be started, by its path or its name. */
  readonly hasProgram?: (path: string) => boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Values that replace those of `configuration`. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Targets that replace those of `secrets`. */
  readonly secrets?: Readonly<Record<string, unknown>>;
}

/** Everything that is wrong with what a file holds. Source: `chaoslib.experiment.ensure_experiment_is_valid`. */
export const checkExperiment = (experiment: unknown, lookups: ExperimentLookups = {}): readonly Problem[] => {
  const problems = new Problems();
  if (!isRecord(experiment) || Object.keys(experiment).length === 0) {
    problems.error([], 'There is no experiment in this file. Begin with title, description and method.');
    return problems.list;
  }
  const checks: ActivityChecks = { problems, hasProgram: lookups.hasProgram };
  checkFields(experiment, knownFields.experiment, [], problems);
  checkHead(experiment, problems);
  checkValues(experiment, lookups, problems);
  checkHypothesis(experiment, checks);
  checkMethod(experiment, checks);
  for (const [index, activity] of listAt(experiment, 'rollbacks', [], problems).entries())
    checkActivity(activity, ['rollbacks', index], checks);
  checkReferences(experiment, problems);
  checkControls(experiment, problems);
  checkRuntime(experiment, problems);
  checkExtensions(experiment, activityNames(experiment), problems);
  checkNames(experiment, problems);
  checkChaosApi(experiment, problems);
  return problems.list;
};

const checkHead = (experiment: Readonly<Record<string, unknown>>, problems: Problems): void => {
  checkText(experiment, 'title', {
    path: [],
    problems,
    missing: 'An experiment needs a title. Add one that says what is tried.',
  });
  checkText(experiment, 'description', {
    path: [],
    problems,
    missing: 'An experiment needs a description. Add one that says why it is tried.',
  });
  const tags = isFilled(experiment, 'tags') ? listAt(experiment, 'tags', [], problems) : [];
  for (const [index, tag] of tags.entries()) {
    if (typeof tag !== 'string' || tag === '')
      problems.error(
        ['tags', index],
        'A tag has to be a text with something in it. Put it in quotes, or remove it.',
      );
  }
  checkContributions(experiment, problems);
};

const contributionLevels = ['high', 'medium', 'low', 'none'];

const checkContributions = (
  { contributions }: Readonly<Record<string, unknown>>,
  problems: Problems,
): void => {
  if (contributions === undefined) return;
  if (!isRecord(contributions)) {
    problems.warning(
      ['contributions'],
      '"contributions" is to be a mapping of names to levels, and has no effect so.',
    );
    return;
  }
  for (const [name, level] of Object.entries(contributions)) {
    if (!contributionLevels.includes(level as string))
      problems.warning(
        ['contributions', name],
        `A contribution is one of ${contributionLevels.join(', ')}: reports will not know what ${JSON.stringify(level)} is.`,
      );
  }
};

const checkMethod = (experiment: Readonly<Record<string, unknown>>, checks: ActivityChecks): void => {
  const { method } = experiment;
  if (method === undefined || method === null) {
    checks.problems.error(
      method === null ? ['method'] : [],
      'An experiment needs a method. Write [] when only the hypothesis is to be checked.',
    );
    return;
  }
  for (const [index, activity] of listAt(experiment, 'method', [], checks.problems).entries())
    checkActivity(activity, ['method', index], checks);
};
