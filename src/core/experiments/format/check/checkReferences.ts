import { nearestName } from '../../../lab/nearestName';
import { isRecord } from '../isRecord';
import type { Path, Problems } from './problems';

type Fields = Readonly<Record<string, unknown>>;

interface Placed {
  readonly activity: Fields;
  readonly path: Path;
}

/**
 * Each `ref` has to name an activity of the method or the hypothesis that stands there in full: Chaos Toolkit follows
 * it once. Source: `chaoslib.caching`, `chaoslib.activity.execute_activity`.
 */
export const checkReferences = (experiment: Fields, problems: Problems): void => {
  const targets = [...placed(experiment, 'method'), ...placed(experiment, 'probes')];
  const named = targets.filter(({ activity }) => typeof activity.name === 'string' && activity.name !== '');
  for (const { activity, path } of [...targets, ...placed(experiment, 'rollbacks')]) {
    const { ref } = activity;
    if (typeof ref !== 'string' || ref === '') continue;
    const found = named.filter((each) => each.activity.name === ref);
    const at = [...path, 'ref'];
    const [last] = found.slice(-1);
    if (!last) problems.error(at, unknownName(ref, named));
    else if (last.activity === activity || leadsBack(last.activity, activity, named))
      problems.error(at, `"${ref}" leads back to itself: somewhere the activity has to stand in full.`);
    else if (last.activity.ref !== undefined)
      problems.error(at, `"${ref}" is a reference itself. Name the activity that stands in full.`);
    else if (found.length > 1)
      problems.warning(
        at,
        `"${ref}" is the name of ${found.length} activities, and the last one is meant. Give each its own name.`,
      );
  }
};

const unknownName = (ref: string, named: readonly Placed[]): string => {
  const meant = nearestName(
    ref,
    named.map(({ activity }) => String(activity.name)),
  );
  const hint =
    meant === undefined
      ? 'Name an activity of the method or the hypothesis.'
      : `Write "${meant}" if that is meant.`;
  return `There is no activity "${ref}" in the method or the hypothesis. ${hint}`;
};

const leadsBack = (from: Fields, to: Fields, named: readonly Placed[]): boolean => {
  const seen = new Set<Fields>();
  let next: Fields | undefined = from;
  while (next && !seen.has(next)) {
    seen.add(next);
    const { ref }: Fields = next;
    next = named.findLast(({ activity }) => activity.name === ref)?.activity;
    if (next === to) return true;
  }
  return false;
};

const placed = (experiment: Fields, where: 'method' | 'probes' | 'rollbacks'): Placed[] => {
  const hypothesis = experiment['steady-state-hypothesis'];
  const holder = where === 'probes' ? (isRecord(hypothesis) ? hypothesis : {}) : experiment;
  const before = where === 'probes' ? ['steady-state-hypothesis'] : [];
  const list = holder[where];
  if (!Array.isArray(list)) return [];
  return list.flatMap((activity, index) =>
    isRecord(activity) ? [{ activity, path: [...before, where, index] }] : [],
  );
};

/** Names of the HTTP probes of the hypothesis, which our extension calls endpoints. */
export const activityNames = (experiment: Fields): string[] =>
  placed(experiment, 'probes').flatMap(({ activity: { name, provider } }) =>
    typeof name === 'string' && isRecord(provider) && provider.type === 'http' ? [name] : [],
  );
