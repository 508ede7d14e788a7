import type { LogSink } from '../ports';
import type { Service } from '../service';
import type { Store } from '../store';
import { events } from './events';
import { groups } from './groups';
import type { LogGroup } from './logGroup';
import { LogGroupTable } from './logGroupTable';
import { streams } from './streams';
import { tags } from './tags';

export interface Logs {
  readonly service: Service;
  /** Where Lambda writes. */
  readonly sink: LogSink;
}

/** CloudWatch Logs: the latest events of each group. */
export function createLogs({ store }: { readonly store: Store }): Logs {
  const table = new LogGroupTable(store.collection<LogGroup>('log-groups'));
  return {
    service: {
      name: 'logs',
      operations: { ...groups(table), ...streams(table), ...events(table), ...tags(table) },
      close: async () => table.close(),
    },
    sink: table,
  };
}
