import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { RunHistory } from '../../src/core/experiments/history/runHistory';
import { deviatedJournal, journal, timeAt } from '../../src/core/experiments/report/testJournal';
import {
  Command,
  comparisonType,
  journalEditor,
  otherJournalEditor,
  View,
} from '../../src/extension/contributions';
import type { ExperimentTarget } from '../../src/views/experiments/view/experimentTarget';
import type { Row } from '../../src/views/row';
import { accepting } from './accepting';
import { eventually, withExperiments } from './experimentFolder';
import { activate } from './lab';

const workspace = (): string => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return folder.uri.fsPath;
};

const keep = async (...args: Parameters<RunHistory['write']>): Promise<vscode.Uri> => {
  const history = new RunHistory(workspace());
  return vscode.Uri.file(history.fileOf(await history.write(...args)));
};

/** The page that an editor shows of a journal, once it has this in it. */
const shownPage = async (uri: vscode.Uri, text: RegExp): Promise<string> => {
  const { reports } = await activate();
  const page = await eventually(
    () => reports.pageOf(uri),
    (found) => text.test(found ?? ''),
    `The report of ${uri.path} has no ${text}`,
  );
  return page ?? '';
};

describe('A journal', () => {
  it('opens as a report, with the verdict and each check', () =>
    withExperiments(async () => {
      const uri = await keep(deviatedJournal);
      await vscode.commands.executeCommand('vscode.open', uri);
      const page = await shownPage(uri, /<h1>✗ Lambda outage: deviated<\/h1>/);
      assert.match(
        page,
        /<th scope="row">After: GET \/v1\/hello<\/th><td class="bad">failed<\/td><td>200<\/td><td>502<\/td>/,
      );
      assert.match(page, /Resilience: GET \$\{base\}\/test 100 of 100, GET \$\{base\}\/v1\/hello 0 of 100\./);
      const { activeTab } = vscode.window.tabGroups.activeTabGroup;
      assert.ok(activeTab?.input instanceof vscode.TabInputCustom);
      assert.equal(activeTab.input.viewType, journalEditor);
    }));

  it('is shown anew when it changes on the disk, and its end is told', () =>
    withExperiments(async () => {
      const uri = await keep(deviatedJournal);
      await vscode.commands.executeCommand('vscode.open', uri);
      await shownPage(uri, /: deviated<\/h1>/);
      await writeFile(uri.fsPath, JSON.stringify(journal()));
      await shownPage(uri, /: passed<\/h1>/);
      await rm(uri.fsPath);
      await shownPage(uri, /is no longer there: .* Run the experiment again\./);
    }));

  it('says what it is when it is cut off, or none at all', () =>
    withExperiments(async (_write, folder) => {
      const cut = await keep(journal());
      await truncate(cut.fsPath, 100);
      await vscode.commands.executeCommand('vscode.open', cut);
      await shownPage(cut, /<p class="bad">2026.* cannot be read: .* It was cut off or changed/);

      const foreign = vscode.Uri.file(join(folder, 'journal-of-mine.json'));
      await writeFile(foreign.fsPath, '{"name":"<b>x</b>"}');
      await vscode.commands.executeCommand('vscode.openWith', foreign, otherJournalEditor);
      await shownPage(foreign, /journal-of-mine\.json is no journal of an experiment/);
    }));

  it('of Chaos Toolkit, wherever it lies, is text until a report is asked for', () =>
    withExperiments(async (_write, folder) => {
      const theirs = vscode.Uri.file(join(folder, 'journal.json'));
      await writeFile(
        theirs.fsPath,
        JSON.stringify(journal({ platform: 'Linux-6.1-x86_64-with-glibc2.36' })),
      );
      await vscode.commands.executeCommand('vscode.open', theirs);
      assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputText);
      await vscode.commands.executeCommand('vscode.openWith', theirs, otherJournalEditor);
      await shownPage(theirs, /: passed<\/h1>/);
    }));
});

describe('Two runs', () => {
  it('are shown side by side, the older one left, the newest of the same experiment offered first', () =>
    withExperiments(async () => {
      const { comparisons } = await activate();
      await keep(journal());
      await keep(journal({ start: timeAt(50), experiment: { ...journal().experiment, title: 'Another' } }));
      const newest = await keep({ ...deviatedJournal, start: timeAt(99) });
      await accepting(vscode.commands.executeCommand(Command.compareRuns, newest));
      const page = await eventually(
        () => comparisons.pages[0],
        (found) => found !== undefined && found !== '',
        'No comparison is shown',
      );
      assert.match(page ?? '', /<h1>Lambda outage: two runs<\/h1>/);
      assert.match(page ?? '', /<td>passed<\/td><td>deviated<\/td><td class="bad">worse<\/td>/);
    }));
});

describe('A comparison that comes back after a reload', () => {
  const restored = async (state: unknown): Promise<string> => {
    const { comparisons } = await activate();
    const panel = vscode.window.createWebviewPanel(comparisonType, 'Compared Runs', vscode.ViewColumn.Active);
    await comparisons.restore(panel, state);
    return panel.webview.html;
  };

  it('shows the same runs again, as they are now', () =>
    withExperiments(async () => {
      const [left, right] = [await keep(journal()), await keep({ ...deviatedJournal, start: timeAt(60) })];
      const state = { left: right.toString(), right: left.toString() };
      assert.match(await restored(state), /<td>passed<\/td><td>deviated<\/td><td class="bad">worse<\/td>/);
      await rm(left.fsPath);
      assert.match(await restored(state), /These runs cannot be compared[\s\S]* is no longer there: /);
    }));

  it('says what to do when it is not known any more what was compared', () =>
    withExperiments(async () => {
      assert.match(await restored({ left: 5 }), /Choose two runs with Chaos: Compare Runs/);
    }));
});

/** Documents that other tests have opened live on in the host for minutes, without an editor or a file. */
const isOnDisk = ({ target }: Row<ExperimentTarget>): boolean =>
  target?.kind !== 'experiment' || existsSync(vscode.Uri.parse(String(target.uri)).fsPath);

describe('The Experiments view', () => {
  const text = JSON.stringify({ title: 'Lambda outage', description: 'For a test.', method: [] });

  const rowsWhen = async (isIt: (rows: readonly Row<ExperimentTarget>[]) => boolean) => {
    const { experimentTree } = await activate();
    return eventually(() => experimentTree.rows.filter(isOnDisk), isIt, 'The rows are others');
  };

  it('shows experiments with their last runs, what is wrong, and what goes', () =>
    withExperiments(async (write) => {
      const { keptRuns, experimentRuns } = await activate();
      await write('outage.chaos.json', text);
      await write('wrong.chaos.json', '{"title": "Wrong"}');
      const older = await keep(journal());
      await keep({ ...deviatedJournal, start: timeAt(60) });
      await vscode.commands.executeCommand(`${View.experiments}.focus`);
      await keptRuns.list();

      const rows = await rowsWhen(
        ([first, second, ...more]) =>
          /^deviated, /.test(first?.description ?? '') && second !== undefined && more.length === 0,
      );
      assert.deepEqual(
        rows.map(({ label, icon, children }) => [label, icon?.id, children?.length]),
        [
          ['Lambda outage', 'error', 2],
          ['wrong.chaos.json', 'warning', 0],
        ],
      );

      await vscode.commands.executeCommand(Command.openExperiment, { row: rows[0] });
      assert.match(vscode.window.activeTextEditor?.document.fileName ?? '', /outage\.chaos\.json$/);

      await keptRuns.delete(older.fsPath);
      await rowsWhen(([first]) => first?.children?.length === 1);

      const row = rows[0];
      await vscode.commands.executeCommand(Command.runExperiment, { row });
      assert.equal(experimentRuns.current.length, 0);
      const [after] = await rowsWhen(([first]) => /^passed, /.test(first?.description ?? ''));
      assert.equal(after?.children?.length, 2);

      const [newest] = after?.children ?? [];
      await vscode.commands.executeCommand(Command.openRun, { row: newest });
      const target = newest?.target;
      assert.ok(target?.kind === 'run');
      await shownPage(vscode.Uri.file(target.file), /<h1>✓ Lambda outage: passed<\/h1>/);

      await vscode.commands.executeCommand(Command.runAgain); // what the report in front is about
      await rowsWhen(([first]) => first?.children?.length === 3);
    }));
});
