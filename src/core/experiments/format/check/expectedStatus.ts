import type { Path, Problems } from './problems';

/** Chaos Toolkit's own documents still show it. */
export const warnOfExpectedStatus = (
  holder: Readonly<Record<string, unknown>>,
  path: Path,
  problems: Problems,
): void => {
  if (holder.expected_status !== undefined)
    problems.warning(
      [...path, 'expected_status'],
      '"expected_status" is not read any more. Write "tolerance" on the activity instead.',
    );
};
