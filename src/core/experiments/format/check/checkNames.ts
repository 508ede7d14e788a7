import { nearestName } from '../../../lab/nearestName';
import { isRecord } from '../isRecord';
import type { Path, Problems } from './problems';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Warns of a `${name}` that nobody replaces, where it cannot be meant otherwise: the command line of a process may be
 * for a shell, which has variables of its own.
 */
export const checkNames = (experiment: Fields, problems: Problems): void => {
  const known = knownNames(experiment);
  for (const { text, path } of textsOf(experiment)) {
    const unknown = [...text.matchAll(/\$\$|\$\{([a-z_][a-z0-9_]*)\}/gi)]
      .map(([, name]) => name)
      .find((name) => name !== undefined && !known.includes(name));
    if (unknown === undefined) continue;
    const meant = nearestName(unknown, known);
    problems.warning(
      path,
      meant === undefined
        ? `\${${unknown}} is not replaced: there is no such name in configuration or secrets. Add it there.`
        : `\${${unknown}} is not replaced: there is no such name in configuration or secrets. Write \${${meant}} if that is meant.`,
    );
  }
};

const knownNames = ({ configuration, secrets }: Fields): string[] => [
  ...keysOf(configuration),
  ...(isRecord(secrets) ? Object.values(secrets).flatMap(keysOf) : []),
];

const keysOf = (value: unknown): string[] => (isRecord(value) ? Object.keys(value) : []);

interface PlacedText {
  readonly text: string;
  readonly path: Path;
}

const textsOf = (experiment: Fields): PlacedText[] => {
  const hypothesis = experiment['steady-state-hypothesis'];
  return [
    ...textsIn(experiment.title, ['title']),
    ...ofActivities(isRecord(hypothesis) ? hypothesis.probes : [], ['steady-state-hypothesis', 'probes']),
    ...ofActivities(experiment.method, ['method']),
    ...ofActivities(experiment.rollbacks, ['rollbacks']),
  ];
};

const ofActivities = (list: unknown, path: Path): PlacedText[] =>
  Array.isArray(list) ? list.flatMap((each, index) => ofActivity(each, [...path, index])) : [];

const ofActivity = (activity: unknown, path: Path): PlacedText[] => {
  if (!isRecord(activity)) return [];
  const { pauses, provider } = activity;
  const found = textsIn(pauses, [...path, 'pauses']);
  if (!isRecord(provider) || provider.type !== 'http') return found;
  const replaced = ['url', 'headers', 'arguments', 'timeout'];
  return [...found, ...replaced.flatMap((name) => textsIn(provider[name], [...path, 'provider', name]))];
};

const textsIn = (value: unknown, path: Path): PlacedText[] => {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    textsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
};
