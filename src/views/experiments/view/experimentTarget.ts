/** What a row of the Experiments view stands for: what its commands get. */
export type ExperimentTarget =
  /** `uri` as a text; `newestRun`: path of the journal. */
  | { readonly kind: 'experiment'; readonly uri: string; readonly newestRun?: string }
  /** `file`: path of the journal. */
  | { readonly kind: 'run'; readonly file: string };
