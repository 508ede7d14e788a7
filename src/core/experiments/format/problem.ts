/** Something about an experiment file that a person should mend, or know. */
export interface Problem {
  /** `error`: it cannot be run so. `warning`: it runs, but something in it has no effect here. */
  readonly severity: 'error' | 'warning';
  /** One sentence, with the next step. */
  readonly message: string;
  /** Where in the experiment: `['method', 0, 'provider', 'url']`. */
  readonly path: readonly (string | number)[];
  /** Where in the file: as an editor shows it, lines and columns from 1; absent when there is no file. */
  readonly range?: TextRange;
}

export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

export interface TextPosition {
  readonly line: number;
  readonly column: number;
}
