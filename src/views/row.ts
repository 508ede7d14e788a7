import type { CommandId, RowKind } from '../extension/contributions';

/** One row of a tree, as data: what is shown, and what commands on it get. */
export interface Row<Target = unknown> {
  /** The same for as long as the row means the same thing: VS Code keeps expansion and selection by it. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Markdown. */
  readonly tooltip?: string;
  readonly icon?: RowIcon;
  /** For menus. */
  readonly kind: RowKind;
  /** Absent: no checkbox. */
  readonly checked?: boolean;
  /** Grey: it is shown for what it would be. */
  readonly dimmed?: boolean;
  /** What a click does. */
  readonly command?: CommandId;
  /** With children only; collapsed when absent. */
  readonly expanded?: boolean;
  readonly children?: readonly Row<Target>[];
  readonly target?: Target;
}

/** A codicon, and a theme colour for it. */
export interface RowIcon {
  readonly id: string;
  readonly color?: string;
}
