import type { EngineKind, EngineStatus } from '../core/engines/engine';
import { RowKind } from '../extension/contributions';
import { engineSteps, stepRows } from './engineSteps';
import { splitReason } from './failureText';
import type { Row } from './row';

/** What is shown of an engine that has failed, below the reason: what helps, and what it printed last. */
export const failedRows = (status: EngineStatus, kind: EngineKind): Row<never>[] => {
  if (status.state !== 'failed') return [];
  const { lines } = splitReason(status.reason);
  return [...stepRows(engineSteps(status, kind)), ...(lines.length > 0 ? [printedRow(lines)] : [])];
};

const printedRow = (lines: readonly string[]): Row<never> => ({
  id: 'printed',
  label: 'What it printed last',
  kind: RowKind.printed,
  icon: { id: 'output' },
  expanded: true,
  children: lines.map((text, index) => ({
    id: `printed/${index}`,
    label: text,
    kind: RowKind.printed,
  })),
});
