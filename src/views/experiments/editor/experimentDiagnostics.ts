import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/disposable';
import type { Problem } from '../../../core/experiments/format/problem';
import type { Services } from '../../../extension/services';
import type { ExperimentFiles } from '../experimentFiles';
import { type DiagnosticRow, diagnosticRows } from './diagnosticRows';

const source = 'Chaos Lab';

/** What this machine makes of a text; it is worth nothing for another text. */
interface Found {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** The problems of all experiments, as they stand in the editors. */
export class ExperimentDiagnostics implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly collection = this.store.add(vscode.languages.createDiagnosticCollection('chaos'));
  private readonly found = new Map<string, Found>();

  constructor(private readonly files: ExperimentFiles) {
    this.store.add(files.onDidChange((uri) => this.update(uri)));
  }

  /** Shows what only this machine can tell as well, until the file is changed. */
  showFound(uri: vscode.Uri, found: Found): void {
    this.found.set(uri.toString(), found);
    this.update(uri);
  }

  dispose(): void {
    this.store.dispose();
  }

  private update(uri: vscode.Uri): void {
    const file = this.files.get(uri);
    const found = this.found.get(uri.toString());
    if (found && found.text !== file?.text) this.found.delete(uri.toString());
    if (!file) {
      this.collection.delete(uri);
      return;
    }
    const problems = found?.text === file.text ? found.problems : file.parsed.problems;
    this.collection.set(uri, diagnosticRows(problems).map(diagnostic));
  }
}

/** From when the extension is active: what it shows is there before a file is opened. */
export const registerExperimentDiagnostics = ({
  experimentFiles,
  errors,
}: Pick<Services, 'experimentFiles' | 'errors'>): Disposable => {
  void errors.attempt('read the experiments', () => experimentFiles.read());
  return { dispose: () => {} };
};

const diagnostic = ({ severity, message, start, end }: DiagnosticRow): vscode.Diagnostic => {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const shown = new vscode.Diagnostic(range, message, severities[severity]);
  shown.source = source;
  return shown;
};

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
} as const satisfies Record<Problem['severity'], vscode.DiagnosticSeverity>;
