import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/disposable';
import type { DryStrategy } from '../../../core/experiments/format/experiment';
import { loadLibrary } from '../../../core/experiments/loadLibrary';
import type { FinishedRun } from '../../../core/experiments/runs/experimentRuns';
import { testControllerId } from '../../../extension/contributions';
import type { Services } from '../../../extension/services';
import { chosenTests } from './chosenTests';
import { runTests, tellResults } from './testRunner';
import { testRunSink } from './testRunSink';
import { TestTree } from './testTree';

type Needs = Pick<Services, 'experimentFiles' | 'experimentRuns'>;

/** Experiments in the Test Explorer: a run of any of its tests runs the whole experiment, once. */
export class ExperimentTests implements Disposable {
  private readonly store = new DisposableStore();
  readonly controller = this.store.add(
    vscode.tests.createTestController(testControllerId, 'Chaos Experiments'),
  );
  readonly runProfile: vscode.TestRunProfile;
  readonly dryRunProfile: vscode.TestRunProfile;
  private readonly tree: TestTree;
  /** Ends of the runs that were begun here: what they say is told already. */
  private readonly ownRuns = new Set<FinishedRun>();

  constructor(private readonly services: Needs) {
    const { experimentFiles, experimentRuns } = services;
    this.tree = new TestTree(this.controller, experimentFiles);
    const readAll = async () => {
      await experimentFiles.refresh();
      await this.tree.readAll();
    };
    this.controller.resolveHandler = (item) => (item ? undefined : readAll());
    this.controller.refreshHandler = readAll;
    this.store.add(experimentFiles.onDidChange((uri) => void this.tree.update(uri)));
    this.runProfile = this.addProfile('Run', undefined, true);
    this.dryRunProfile = this.addProfile('Dry Run (Without Actions)', 'actions', false);
    this.store.add(experimentRuns.onDidFinish((run) => void this.showRunFromElsewhere(run)));
  }

  dispose(): void {
    this.store.dispose();
  }

  private addProfile(label: string, dry: DryStrategy | undefined, isDefault: boolean): vscode.TestRunProfile {
    const handler = (request: vscode.TestRunRequest, token: vscode.CancellationToken) =>
      request.continuous ? this.follow(request, token, dry) : this.run(request, token, dry);
    const kind = vscode.TestRunProfileKind.Run;
    return this.store.add(
      this.controller.createRunProfile(label, kind, handler, isDefault, undefined, isDefault),
    );
  }

  /** On each save of a file that is part of the request, until that is cancelled. */
  private follow(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    dry: DryStrategy | undefined,
  ): void {
    const waiting = new Set<string>();
    const saved = this.services.experimentFiles.onDidSave(async (uri) => {
      const { fsPath } = uri;
      if (waiting.has(fsPath)) return;
      waiting.add(fsPath);
      await this.notRunning(fsPath, token);
      waiting.delete(fsPath);
      if (token.isCancellationRequested) return;
      const again = await this.partOf(request, uri);
      if (again) await this.run(again, token, dry);
    });
    const ended = token.onCancellationRequested(() => {
      saved.dispose();
      ended.dispose();
    });
  }

  /** What is saved during a run of it is run once that is over, since that one is about an older text. */
  private notRunning(file: string, token: vscode.CancellationToken): Promise<void> {
    const { experimentRuns } = this.services;
    const isRunning = () => experimentRuns.current.some((each) => each.file === file);
    if (!isRunning()) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        if (isRunning() && !token.isCancellationRequested) return;
        for (const each of listening) each.dispose();
        resolve();
      };
      const listening = [experimentRuns.onDidChange(done), token.onCancellationRequested(done)];
    });
  }

  /** As much of a request as is about one file. */
  private async partOf(
    request: vscode.TestRunRequest,
    uri: vscode.Uri,
  ): Promise<vscode.TestRunRequest | undefined> {
    await this.tree.update(uri);
    const item = this.controller.items.get(uri.toString());
    if (item === undefined || !chosenTests(this.controller.items, request).has(item)) return undefined;
    const single = request.include?.filter(({ parent }) => parent === item) ?? [];
    const include = single.length === 0 || request.include?.includes(item) ? [item] : single;
    return new vscode.TestRunRequest(include, request.exclude, request.profile, true);
  }

  private async run(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    dry: DryStrategy | undefined,
  ): Promise<void> {
    const end = new AbortController();
    const run = this.controller.createTestRun(request);
    const cancelled = [token, run.token].map((each) => each.onCancellationRequested(() => end.abort()));
    try {
      const chosen = chosenTests(this.controller.items, request);
      for (const [item, tests] of chosen)
        for (const key of [undefined, ...tests]) testRunSink(run, item).enqueued(key);
      for (const [item, tests] of chosen) await this.runOne(run, item, tests, end.signal, dry);
    } finally {
      for (const each of cancelled) each.dispose();
      run.end();
    }
  }

  private async runOne(
    run: vscode.TestRun,
    item: vscode.TestItem,
    tests: readonly string[],
    signal: AbortSignal,
    dry: DryStrategy | undefined,
  ): Promise<void> {
    const { uri } = item;
    if (uri === undefined) return;
    const { experimentFiles, experimentRuns } = this.services;
    await experimentFiles.readNow(uri); // as the editor holds it, however short ago it was typed
    const text = experimentFiles.get(uri)?.text;
    const sink = testRunSink(run, item);
    sink.line(`${item.description}: ${item.label}`);
    const wish = { file: uri.fsPath, ...(text === undefined ? {} : { text }), ...(dry && { dry }) };
    await runTests(
      {
        library: loadLibrary,
        run: async (...args) => {
          const finished = await experimentRuns.run(...args);
          this.ownRuns.add(finished);
          return finished;
        },
      },
      { run: wish, tests },
      signal,
      sink,
    );
  }

  /** Of a lens, a view or a command: the Test Explorer shows it as well, without coming to the front. */
  private async showRunFromElsewhere(finished: FinishedRun): Promise<void> {
    await new Promise(setImmediate); // whoever awaited it has said so by then
    if (this.ownRuns.delete(finished)) return;
    const item = this.controller.items.get(vscode.Uri.file(finished.file).toString());
    if (item === undefined) return;
    const request = new vscode.TestRunRequest([item], undefined, undefined, false, true);
    const run = this.controller.createTestRun(request, finished.journal.experiment.title);
    const tests = [...item.children].map(([id]) => id);
    await tellResults(loadLibrary, finished, tests, testRunSink(run, item));
    run.end();
  }
}
