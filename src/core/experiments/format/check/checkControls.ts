import { isRecord } from '../isRecord';
import { listAt } from './fields';
import type { Path, Problems } from './problems';

type Fields = Readonly<Record<string, unknown>>;

/** What Chaos Toolkit refuses in them is an error; that they are not run here, a warning. Source: `chaoslib.control`. */
export const checkControls = (experiment: Fields, problems: Problems): void => {
  const holders = holdersIn(experiment);
  const all = holders.flatMap(({ holder, path }) => {
    const controls = listAt(holder, 'controls', path, problems);
    if (controls.length > 0)
      problems.warning(
        [...path, 'controls'],
        'Controls are Python code, and are not run here: they have no effect.',
      );
    return controls.map((control, index) => ({ control, path: [...path, 'controls', index] }));
  });
  const names = all.flatMap(({ control }) =>
    isRecord(control) && control.ref === undefined ? [control.name] : [],
  );
  for (const { control, path } of all) checkControl(control, names, path, problems);
};

const checkControl = (control: unknown, names: readonly unknown[], path: Path, problems: Problems): void => {
  if (!isRecord(control)) {
    problems.error(path, 'A control is a mapping with name and provider.');
    return;
  }
  if (control.ref !== undefined && !names.includes(control.ref))
    problems.error(
      [...path, 'ref'],
      `There is no control ${JSON.stringify(control.ref)} in this file. Mend the name.`,
    );
  if (control.name === undefined) problems.error(path, 'A control needs a name.');
  if (!isRecord(control.provider)) problems.error(path, 'A control needs a provider.');
  else if (control.provider.type === 'python' && !isText(control.provider.module))
    problems.error([...path, 'provider'], 'The provider of a control needs a module.');
  if (control.scope && control.scope !== 'before' && control.scope !== 'after')
    problems.error([...path, 'scope'], 'The scope of a control is before or after.');
};

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const holdersIn = (experiment: Fields): { readonly holder: Fields; readonly path: Path }[] => {
  const hypothesis = experiment['steady-state-hypothesis'];
  const inside = isRecord(hypothesis) ? hypothesis : {};
  const activities = [
    ...itemsOf(inside.probes, ['steady-state-hypothesis', 'probes']),
    ...itemsOf(experiment.method, ['method']),
    ...itemsOf(experiment.rollbacks, ['rollbacks']),
  ];
  return [
    { holder: experiment, path: [] },
    { holder: inside, path: ['steady-state-hypothesis'] },
    ...activities,
  ];
};

const itemsOf = (list: unknown, path: Path): { readonly holder: Fields; readonly path: Path }[] =>
  Array.isArray(list)
    ? list.flatMap((holder, index) => (isRecord(holder) ? [{ holder, path: [...path, index] }] : []))
    : [];
