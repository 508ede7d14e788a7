import { isRecord } from '../isRecord';
import type { Problems } from './problems';

type Fields = Readonly<Record<string, unknown>>;

const chaosApiPath = /\/_localstack\/chaos\/(faults|effects)\/?$/;

/**
 * What goes wrong most often with faults: an emulator without a Chaos API answers 404, which fails no action, and
 * faults stay when the default strategy leaves the rollbacks out.
 */
export const checkChaosApi = (experiment: Fields, problems: Problems): void => {
  const first = activitiesOf(experiment.method).findIndex(setsFaults);
  if (first < 0) return;
  if (!hasGate(experiment))
    problems.warning(
      ['method', first],
      'An engine without a Chaos API answers this with 404, which fails nothing. Add a probe to the hypothesis: GET …/_localstack/chaos/faults, tolerance 200.',
    );
  const strategy = strategyOf(experiment, 'rollbacks');
  if (strategy === undefined || strategy === 'default')
    problems.warning(
      strategy === undefined ? [] : ['runtime', 'rollbacks', 'strategy'],
      'The method sets faults, and by default nothing is rolled back when a probe of the hypothesis cannot be done. Write runtime: { rollbacks: { strategy: always } }.',
    );
};

const activitiesOf = (list: unknown): (Fields | undefined)[] =>
  Array.isArray(list) ? list.map((each) => (isRecord(each) ? each : undefined)) : [];

const chaosCall = (activity: Fields | undefined): Fields | undefined => {
  const provider = activity?.provider;
  if (!isRecord(provider) || provider.type !== 'http' || typeof provider.url !== 'string') return undefined;
  return chaosApiPath.test(provider.url.split('?')[0] ?? '') ? provider : undefined;
};

const methodOf = ({ method }: Fields): string => (typeof method === 'string' ? method.toUpperCase() : 'GET');

const setsFaults = (activity: Fields | undefined): boolean => {
  const call = chaosCall(activity);
  return (
    call !== undefined && activity?.type === 'action' && ['POST', 'PUT', 'PATCH'].includes(methodOf(call))
  );
};

/** It has to end the experiment before the method: only the hypothesis can. */
const hasGate = (experiment: Fields): boolean => {
  const hypothesis = experiment['steady-state-hypothesis'];
  const strategy = strategyOf(experiment, 'hypothesis');
  if (['after-method-only', 'during-method-only', 'skip'].includes(strategy as string)) return false;
  return activitiesOf(isRecord(hypothesis) ? hypothesis.probes : []).some((probe) => {
    const call = chaosCall(probe);
    return call !== undefined && methodOf(call) === 'GET' && asksForOk(probe?.tolerance);
  });
};

const asksForOk = (tolerance: unknown): boolean =>
  tolerance === 200 ||
  (Array.isArray(tolerance) && tolerance.length > 0 && tolerance.every((each) => each === 200));

const strategyOf = ({ runtime }: Fields, of: 'rollbacks' | 'hypothesis'): unknown => {
  const part = isRecord(runtime) ? runtime[of] : undefined;
  return isRecord(part) ? part.strategy : undefined;
};
