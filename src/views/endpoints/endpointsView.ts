import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/disposable';
import type { Endpoint, EndpointsState } from '../../core/endpoints/endpoint';
import { endpointOf } from '../../core/engines/engine';
import { View } from '../../extension/contributions';
import type { Services } from '../../extension/services';
import { RowTree } from '../rowTree';
import { endpointRows } from './endpointRows';

/** The live tree of what is deployed. */
export const registerEndpointsView = ({
  endpoints,
  engine,
  audience,
}: Pick<Services, 'endpoints' | 'engine' | 'audience'>): Disposable => {
  const store = new DisposableStore();
  const tree = store.add(new RowTree<Endpoint>());
  const view = store.add(
    vscode.window.createTreeView(View.endpoints, { treeDataProvider: tree, showCollapseAll: true }),
  );
  const render = () => {
    tree.show(endpointRows(endpoints.current));
    view.message = staleMessage(endpoints.current);
    view.description = endpointOf(engine.current)?.replace(/^https?:\/\//, '') ?? '';
  };
  store.add(endpoints.onDidChange(render));
  store.add(engine.onDidChange(render));
  store.add(audience.add(view));
  render();
  return store;
};

/** Only over last known rows: without any, the view's own texts say more. */
const staleMessage = ({ stale, problem, endpoints }: EndpointsState): string | undefined =>
  stale && endpoints.length > 0 ? `These are the last known endpoints. ${problem ?? ''}`.trim() : undefined;
