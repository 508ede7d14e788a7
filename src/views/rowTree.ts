import * as vscode from 'vscode';
import type { Disposable } from '../core/disposable';
import { diffRows } from './diffRows';
import { dimmedUri } from './dimmedRows';
import type { Row } from './row';

/** What VS Code holds of a row: the same object for as long as the row's id is shown. */
export interface RowElement<Target> {
  row: Row<Target>;
}

/** Shows rows, and draws again only what has changed. */
export class RowTree<Target> implements vscode.TreeDataProvider<RowElement<Target>>, Disposable {
  private readonly changed = new vscode.EventEmitter<RowElement<Target>[] | undefined>();
  private readonly elements = new Map<string, RowElement<Target>>();
  private shown: readonly Row<Target>[] = [];

  readonly onDidChangeTreeData = this.changed.event;

  get rows(): readonly Row<Target>[] {
    return this.shown;
  }

  show(rows: readonly Row<Target>[]): void {
    const changes = diffRows(this.shown, rows);
    this.shown = rows;
    this.keepElements(rows);
    if (changes === 'all') this.changed.fire(undefined);
    else if (changes.length > 0)
      this.changed.fire(changes.map((id) => this.elements.get(id)).filter(isThere));
  }

  getChildren(element?: RowElement<Target>): RowElement<Target>[] {
    const rows = element ? (element.row.children ?? []) : this.shown;
    return rows.map(({ id }) => this.elements.get(id)).filter(isThere);
  }

  getTreeItem({ row }: RowElement<Target>): vscode.TreeItem {
    const item = new vscode.TreeItem(row.label, collapsibleState(row));
    item.id = row.id;
    item.contextValue = row.kind;
    item.description = row.description ?? '';
    item.tooltip = row.tooltip ? new vscode.MarkdownString(row.tooltip) : row.label;
    item.accessibilityInformation = { label: [row.label, row.description].filter(Boolean).join(', ') };
    if (row.icon) item.iconPath = themeIcon(row.icon);
    if (row.dimmed) item.resourceUri = dimmedUri(row.id);
    if (row.command) item.command = { command: row.command, title: row.label, ...argumentsOf(row) };
    if (row.checked !== undefined) item.checkboxState = checkbox(row);
    return item;
  }

  dispose(): void {
    this.changed.dispose();
    this.elements.clear();
  }

  private keepElements(rows: readonly Row<Target>[]): void {
    const all = [...withChildren(rows)];
    const ids = new Set(all.map(({ id }) => id));
    for (const id of this.elements.keys()) if (!ids.has(id)) this.elements.delete(id);
    for (const row of all) {
      const known = this.elements.get(row.id);
      if (known) known.row = row;
      else this.elements.set(row.id, { row });
    }
  }
}

function* withChildren<Target>(rows: readonly Row<Target>[]): Generator<Row<Target>> {
  for (const row of rows) {
    yield row;
    yield* withChildren(row.children ?? []);
  }
}

const isThere = <T>(value: T | undefined): value is T => value !== undefined;

const collapsibleState = ({ children, expanded }: Row): vscode.TreeItemCollapsibleState => {
  if (!children || children.length === 0) return vscode.TreeItemCollapsibleState.None;
  return expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
};

const themeIcon = ({ id, color }: { readonly id: string; readonly color?: string }): vscode.ThemeIcon =>
  new vscode.ThemeIcon(id, color ? new vscode.ThemeColor(color) : undefined);

/** What a click on a row passes is what its menu passes. */
const argumentsOf = <Target>(row: Row<Target>) => (row.target === undefined ? {} : { arguments: [{ row }] });

const checkbox = ({ checked, label }: Row) => ({
  state: checked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
  tooltip: checked ? 'Take this fault back' : 'Inject this fault',
  accessibilityInformation: { label: `Fault: ${label}`, role: 'checkbox' },
});
