import type { Operation } from '../../service';
import { integerField, requiredField } from '../fields';
import { invalidParameter } from '../lambdaErrors';
import type { LambdaParts } from '../parts';
import { ACCOUNT_CONCURRENCY } from '../runtime/concurrencyGate';

/** AWS keeps this much of an account's concurrency unreserved. */
const UNRESERVED_MINIMUM = 100;

/** How many invocations of a function may run at once. */
export const concurrency = ({ table }: LambdaParts): Record<string, Operation> => ({
  PutFunctionConcurrency: (input, { region }) => {
    const record = table.get(region, requiredField(input, 'FunctionName'));
    const limits = { min: 0, max: ACCOUNT_CONCURRENCY };
    const reserved = integerField(input, 'ReservedConcurrentExecutions', limits);
    if (reserved === undefined) throw invalidParameter('ReservedConcurrentExecutions is required.');
    const ofOthers = table
      .list(region)
      .filter(({ name }) => name !== record.name)
      .reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0);
    if (ofOthers + reserved > ACCOUNT_CONCURRENCY - UNRESERVED_MINIMUM) {
      throw invalidParameter(
        "Specified ReservedConcurrentExecutions for function decreases account's " +
          `UnreservedConcurrentExecution below its minimum value of [${UNRESERVED_MINIMUM}].`,
      );
    }
    table.change(region, record, { reservedConcurrency: reserved });
    return { body: { ReservedConcurrentExecutions: reserved } };
  },
  GetFunctionConcurrency: (input, { region }) => {
    const { reservedConcurrency } = table.get(region, requiredField(input, 'FunctionName'));
    return {
      body: reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency },
    };
  },
  DeleteFunctionConcurrency: (input, { region }) => {
    const record = table.get(region, requiredField(input, 'FunctionName'));
    table.change(region, record, { reservedConcurrency: undefined });
    return { status: 204 };
  },
  GetAccountSettings: (_input, { region }) => {
    const records = table.list(region);
    const reserved = records.reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0);
    const sizes = records.flatMap(({ latest, published }) =>
      [latest, ...published].map(({ code }) => code.size),
    );
    return {
      body: {
        AccountLimit: {
          TotalCodeSize: 80_530_636_800,
          CodeSizeUnzipped: 262_144_000,
          CodeSizeZipped: 52_428_800,
          ConcurrentExecutions: ACCOUNT_CONCURRENCY,
          UnreservedConcurrentExecutions: ACCOUNT_CONCURRENCY - reserved,
        },
        AccountUsage: {
          TotalCodeSize: sizes.reduce((sum, size) => sum + size, 0),
          FunctionCount: records.length,
        },
      },
    };
  },
});
