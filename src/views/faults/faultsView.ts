import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/disposable';
import { View } from '../../extension/contributions';
import type { Services } from '../../extension/services';
import { type RowElement, RowTree } from '../rowTree';
import { Ticker } from '../ticker';
import { faultRows } from './faultRows';
import { faultsMessage } from './faultsMessage';
import type { FaultTarget } from './faultTarget';
import { LossHint } from './lossHint';

type Needs = Pick<
  Services,
  'faults' | 'switches' | 'endpoints' | 'engine' | 'settings' | 'audience' | 'errors'
>;

/** The switches. */
export const registerFaultsView = (services: Needs): Disposable => {
  const { faults, switches, endpoints, engine, settings, audience } = services;
  const store = new DisposableStore();
  const tree = store.add(new RowTree<FaultTarget>());
  const view = store.add(
    vscode.window.createTreeView(View.faults, { treeDataProvider: tree, manageCheckboxStateManually: true }),
  );
  const loss = store.add(
    new LossHint({ onDidLose: faults.onDidLose, onDidSwitch: switches.onDidChange, engine }),
  );
  const ticker = store.add(new Ticker(() => render()));
  const render = () => {
    ticker.run(view.visible && faults.current.rules.some(({ endsAt }) => endsAt !== undefined));
    if (!view.visible) return; // it is drawn when it is shown
    tree.show(faultRows(inputOf(services)));
    view.message = faultsMessage(engine.current, loss.current);
  };
  store.add(view.onDidChangeCheckboxState(({ items }) => void toggleAll(services, items)));
  store.add(view.onDidChangeVisibility(render));
  const sources: { onDidChange(listener: () => void): Disposable }[] = [
    faults,
    switches,
    endpoints,
    engine,
    loss,
    settings.regions,
  ];
  for (const source of sources) store.add(source.onDidChange(render));
  store.add(audience.add(view));
  render();
  return store;
};

const inputOf = ({ engine, faults, switches, endpoints, settings }: Needs) => ({
  engine,
  faults: faults.current,
  regions: settings.regions.value,
  endpoints: endpoints.current.endpoints.map(({ endpoint }) => endpoint),
  pending: switches.pending,
  now: Date.now(),
});

/** A click changes one; several come only when a person has selected several. */
const toggleAll = async (
  { switches, errors }: Needs,
  items: readonly (readonly [RowElement<FaultTarget>, vscode.TreeItemCheckboxState])[],
): Promise<void> => {
  for (const [{ row }, state] of items) {
    const { target } = row;
    if (target?.kind !== 'scope') continue;
    const on = state === vscode.TreeItemCheckboxState.Checked;
    await errors.attempt(on ? 'inject the fault' : 'take the fault back', () =>
      switches.toggle(target.scope, on),
    );
  }
};
