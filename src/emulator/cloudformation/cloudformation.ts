import type { ObjectSource } from '../ports';
import type { CallService, Service } from '../service';
import type { Store } from '../store';
import { StackRunner } from './execution/stackRunner';
import { changeSets } from './operations/changeSets';
import { describeStacks } from './operations/describeStacks';
import type { Parts } from './operations/parts';
import { stackResources } from './operations/stackResources';
import { stacks } from './operations/stacks';
import { templates } from './operations/templates';
import { StackTable } from './stackTable';

export interface CloudFormationOptions {
  readonly store: Store;
  /** How resources are made: through the API of their own service. */
  readonly call: CallService;
  /** Where templates lie that are given by URL. */
  readonly objects: ObjectSource;
  readonly accountId: string;
  readonly endpoint: () => string;
}

export function createCloudFormation({ store, ...options }: CloudFormationOptions): Service {
  const table = new StackTable(store);
  const runner = new StackRunner(table);
  const parts: Parts = {
    ...options,
    table,
    runner,
    changeSets: store.collection('cloudformation.changeSets'),
  };
  return {
    name: 'cloudformation',
    operations: {
      ...stacks(parts),
      ...changeSets(parts),
      ...describeStacks(parts),
      ...stackResources(parts),
      ...templates(parts),
    },
    close: () => runner.idle(),
  };
}
