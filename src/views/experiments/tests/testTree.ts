import * as vscode from 'vscode';
import { loadLibrary } from '../../../core/experiments/loadLibrary';
import type { ExperimentTest } from '../../../core/experiments/tests/testsOf';
import type { ExperimentFile, ExperimentFiles } from '../experimentFiles';

/** The experiments of the workspace as tests: a file, and below it what a run of it says. */
export class TestTree {
  constructor(
    private readonly controller: vscode.TestController,
    private readonly files: ExperimentFiles,
  ) {}

  async readAll(): Promise<void> {
    await this.files.read();
    for (const { uri } of this.files.all) await this.update(uri);
  }

  /** A file with errors keeps the tests that it had: they are there again when it is mended. */
  async update(uri: vscode.Uri): Promise<void> {
    const { testsOf, pathKey } = await loadLibrary();
    const file = this.files.get(uri); // as it is by now
    // What was never saved has no folder to run in, nor a place to keep its run.
    if (file === undefined || uri.scheme === 'untitled') return this.controller.items.delete(uri.toString());
    const item = this.itemOf(file);
    const { experiment, rangeOf } = file.parsed;
    item.range = rangeAt(rangeOf(['title']));
    item.error = errorOf(file);
    if (experiment === undefined) return;
    const tags = tagsOf(experiment.tags);
    item.label = experiment.title;
    item.tags = tags;
    item.children.replace(
      testsOf(experiment).map((test) => {
        const key = pathKey(test.path);
        // The same one for as long as its place is there: a continuous run may be about it.
        const child = item.children.get(key) ?? this.controller.createTestItem(key, test.label, uri);
        const { label, description } = test;
        return Object.assign(child, { label, description, tags, range: this.rangeOf(test, file) });
      }),
    );
  }

  private rangeOf({ path }: ExperimentTest, { parsed }: ExperimentFile): vscode.Range | undefined {
    return rangeAt(parsed.rangeOf([...path, 'name']) ?? parsed.rangeOf(path));
  }

  private itemOf({ uri }: ExperimentFile): vscode.TestItem {
    const known = this.controller.items.get(uri.toString());
    if (known) return known;
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const item = this.controller.createTestItem(uri.toString(), name, uri);
    item.description = vscode.workspace.asRelativePath(uri);
    this.controller.items.add(item);
    return item;
  }
}

const errorOf = ({ parsed }: ExperimentFile): string | undefined => {
  const first = parsed.problems.find(({ severity }) => severity === 'error');
  return first && `Line ${first.range?.start.line ?? 1}: ${first.message}`;
};

const tagsOf = (tags: readonly unknown[] | undefined): vscode.TestTag[] =>
  (tags ?? []).filter((tag) => typeof tag === 'string').map((tag) => new vscode.TestTag(tag));

const rangeAt = (found: ReturnType<ExperimentFile['parsed']['rangeOf']>): vscode.Range | undefined =>
  found &&
  new vscode.Range(found.start.line - 1, found.start.column - 1, found.end.line - 1, found.end.column - 1);
