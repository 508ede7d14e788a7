import { isRecord } from '../isRecord';
import { checkHttp } from './checkHttp';
import { checkProcess } from './checkProcess';
import { warnOfExpectedStatus } from './expectedStatus';
import { checkChoice, checkFields, checkText } from './fields';
import { isVariable } from './isVariable';
import { dryStrategies, knownFields } from './knownFields';
import type { Path, Problems } from './problems';

export interface ActivityChecks {
  readonly problems: Problems;
  readonly hasProgram: ((path: string) => boolean) | undefined;
}

/** Source: `chaoslib.activity.ensure_activity_is_valid`. */
export const checkActivity = (activity: unknown, path: Path, checks: ActivityChecks): void => {
  const { problems } = checks;
  if (!isRecord(activity) || Object.keys(activity).length === 0) {
    problems.error(path, 'An activity is a mapping with type, name and provider. Fill it, or remove it.');
    return;
  }
  if (activity.ref !== undefined && activity.ref !== null) {
    checkReference(activity, path, problems);
    return;
  }
  checkFields(activity, [...knownFields.activity, 'expected_status', 'ref'], path, problems);
  warnOfExpectedStatus(activity, path, problems);
  checkType(activity, path, problems);
  checkText(activity, 'name', {
    path,
    problems,
    missing: 'An activity needs a name. Add one that says what it does.',
  });
  checkTiming(activity, path, problems);
  checkProvider(activity.provider, path, checks);
};

const checkReference = (
  activity: Readonly<Record<string, unknown>>,
  path: Path,
  problems: Problems,
): void => {
  if (typeof activity.ref !== 'string' || activity.ref === '')
    problems.error(
      [...path, 'ref'],
      '"ref" has to be the name of an activity that stands elsewhere in the file.',
    );
  for (const name of Object.keys(activity)) {
    if ((knownFields.reference as readonly string[]).includes(name) || name.startsWith('x-')) continue;
    problems.warning(
      [...path, name],
      `"${name}" has no effect beside "ref". Write it where the activity stands.`,
    );
  }
};

const checkType = ({ type }: Readonly<Record<string, unknown>>, path: Path, problems: Problems): void => {
  if (type === 'probe' || type === 'action') return;
  if (type === undefined || type === null || type === '')
    problems.error(
      path,
      'An activity needs a type: probe for what only looks, action for what changes something.',
    );
  else
    problems.error(
      [...path, 'type'],
      `An activity cannot be of type ${JSON.stringify(type)}. It is a probe or an action.`,
    );
};

const checkTiming = (activity: Readonly<Record<string, unknown>>, path: Path, problems: Problems): void => {
  const { timeout, background } = activity;
  if (timeout !== undefined && timeout !== null) {
    if (typeof timeout === 'number')
      problems.warning(
        [...path, 'timeout'],
        'A timeout here is not read by anybody. Write it into the provider.',
      );
    else problems.error([...path, 'timeout'], 'The timeout of an activity has to be a number of seconds.');
  }
  if ('background' in activity && typeof background !== 'boolean')
    problems.error([...path, 'background'], '"background" is true or false, without quotes.');
  checkChoice(activity, 'dry', dryStrategies, { path, problems });
  checkPauses(activity.pauses, [...path, 'pauses'], problems);
};

const checkPauses = (pauses: unknown, path: Path, problems: Problems): void => {
  if (pauses === undefined || pauses === null) return;
  if (!isRecord(pauses)) {
    problems.error(path, '"pauses" is a mapping with before, after, or both, in seconds.');
    return;
  }
  checkFields(pauses, knownFields.pauses, path, problems);
  for (const name of knownFields.pauses) {
    const seconds = pauses[name];
    if (seconds === undefined || seconds === null || isVariable(seconds)) continue;
    if (typeof seconds !== 'number' || !(seconds >= 0) || !Number.isFinite(seconds))
      problems.error([...path, name], `A pause is a number of seconds, or one variable as \${name}.`);
  }
};

const checkProvider = (provider: unknown, path: Path, checks: ActivityChecks): void => {
  const { problems } = checks;
  if (!isRecord(provider) || Object.keys(provider).length === 0) {
    problems.error(
      provider === undefined ? path : [...path, 'provider'],
      'An activity needs a provider: a mapping that says what is called, with type http or process.',
    );
    return;
  }
  const at = [...path, 'provider'];
  const { type } = provider;
  if (type === 'http') checkHttp(provider, at, problems);
  else if (type === 'process') checkProcess(provider, at, checks);
  else if (type === 'python') problems.error([...at, 'type'], pythonMessage);
  else if (!type) problems.error(at, 'A provider needs a type: http, or process.');
  else
    problems.error(
      [...at, 'type'],
      `A provider cannot be of type ${JSON.stringify(type)}. It is http or process.`,
    );
};

const pythonMessage =
  'Python functions are not run here. Call a service with an http provider, or start python3 with a process provider.';
