import { restOperations } from './operations.generated';
import type { RestOperation } from './restOperation';

const byName = new Map(
  Object.entries(restOperations).flatMap(([service, operations]) =>
    operations.map((operation) => [`${service} ${operation.name}`, operation] as const),
  ),
);

/** Undefined when the operation is no REST operation, or of a service outside the table. */
export const findRestOperation = (service: string, operation: string): RestOperation | undefined =>
  byName.get(`${service} ${operation}`);
