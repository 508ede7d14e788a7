import { isRecord } from '../format/isRecord';

/** Environment variable that names the engine to experiments: our templates and samples read it. */
export const engineVariable = 'CHAOS_ENDPOINT';

/** Whether an experiment asks where the engine is. */
export const usesEngine = ({ configuration }: { readonly configuration?: unknown }): boolean =>
  isRecord(configuration) &&
  Object.values(configuration).some(
    (value) => isRecord(value) && value.type === 'env' && value.key === engineVariable,
  );
