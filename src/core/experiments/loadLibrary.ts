export type ExperimentLibrary = typeof import('./library');

/** The bundle of experiments, loaded when one is first opened or run. */
export const loadLibrary = (): Promise<ExperimentLibrary> => import('./library');
