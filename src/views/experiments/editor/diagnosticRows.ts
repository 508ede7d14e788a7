import type { Problem } from '../../../core/experiments/format/problem';

/** A problem as an editor counts: lines and characters from 0. */
export interface DiagnosticRow {
  readonly severity: Problem['severity'];
  readonly message: string;
  readonly start: EditorPosition;
  readonly end: EditorPosition;
}

export interface EditorPosition {
  readonly line: number;
  readonly character: number;
}

/** What has no place in the file is shown at its beginning. */
export const diagnosticRows = (problems: readonly Problem[]): DiagnosticRow[] =>
  problems.map(({ severity, message, range }) => ({
    severity,
    message,
    start: position(range?.start),
    end: position(range?.end),
  }));

const position = (at: { readonly line: number; readonly column: number } | undefined): EditorPosition => ({
  line: Math.max(0, (at?.line ?? 1) - 1),
  character: Math.max(0, (at?.column ?? 1) - 1),
});
