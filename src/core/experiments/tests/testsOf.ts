import type { Experiment } from '../format/experiment';
import { findLabExtension } from '../format/findLabExtension';
import { nameOfActivity } from '../report/describeEntry';

/** One thing that a run of an experiment says, known before it runs. */
export interface ExperimentTest {
  /** Where it stands in the experiment; the checks of a run stand at the same places. */
  readonly path: readonly (string | number)[];
  readonly label: string;
  /** What else there is to say, beside the label. */
  readonly description?: string;
}

/** Each probe of the hypothesis, and each expectation of our extension, in the order of a run. */
export const testsOf = (experiment: Experiment): ExperimentTest[] => {
  const probes = experiment['steady-state-hypothesis']?.probes ?? [];
  return [
    ...probes.map((probe, index) => ({
      path: ['steady-state-hypothesis', 'probes', index],
      label: nameOfActivity({ activity: probe }),
      description: 'steady state',
    })),
    ...expectations(experiment),
  ];
};

const expectations = (experiment: Experiment): ExperimentTest[] => {
  const found = findLabExtension(experiment);
  if (found === undefined) return [];
  const path = ['extensions', (experiment.extensions as readonly unknown[]).indexOf(found)];
  const { failed = [], stayedHealthy = [] } = found.expected ?? {};
  const expected = (list: 'failed' | 'stayedHealthy', what: string) => (endpoint: string, index: number) => ({
    path: [...path, 'expected', list, index],
    label: `${endpoint} ${what}`,
    description: 'blast radius',
  });
  return [
    ...(found.steadyState?.length
      ? [
          {
            path: [...path, 'steadyState'],
            label: 'Steady state over many answers',
            description: 'statistics',
          },
        ]
      : []),
    ...failed.map(expected('failed', 'fails')),
    ...stayedHealthy.map(expected('stayedHealthy', 'stays healthy')),
  ];
};
