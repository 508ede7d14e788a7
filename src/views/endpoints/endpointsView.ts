import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/disposable';
import type { Endpoint } from '../../core/endpoints/endpoint';
import { View } from '../../extension/contributions';
import type { Services } from '../../extension/services';
import { failedRows } from '../failedRows';
import { RowTree } from '../rowTree';
import { endpointRows } from './endpointRows';
import { endpointsMessage, engineLine } from './engineText';

/** The live tree of what is deployed. */
export const registerEndpointsView = ({
  endpoints,
  engine,
  deployer,
  audience,
}: Pick<Services, 'endpoints' | 'engine' | 'deployer' | 'audience'>): Disposable => {
  const store = new DisposableStore();
  const tree = store.add(new RowTree<Endpoint>());
  const view = store.add(
    vscode.window.createTreeView(View.endpoints, { treeDataProvider: tree, showCollapseAll: true }),
  );
  const render = () => {
    if (!view.visible) return; // it is drawn when it is shown
    // During a deployment the view's own text tells what happens.
    const failed = engine.current.state === 'failed' && deployer.current === undefined;
    const help = failed ? failedRows(engine.current, engine.kind) : [];
    tree.show([...help, ...endpointRows(endpoints.current)]);
    view.message = endpointsMessage(failed ? engine.current : undefined, endpoints.current);
    view.description = engineLine(engine.current);
  };
  store.add(view.onDidChangeVisibility(render));
  store.add(endpoints.onDidChange(render));
  store.add(deployer.onDidChange(render));
  store.add(engine.onDidChange(render));
  store.add(audience.add(view));
  render();
  return store;
};
