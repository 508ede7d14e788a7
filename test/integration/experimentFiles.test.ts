import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Command, Setting } from '../../src/extension/contributions';
import { readExperiment } from '../../src/views/experiments/readExperiment';
import { eventually, opened, replaceIn, withExperiments } from './experimentFolder';
import { activate, configure } from './lab';

const fine = `# A comment first
title: Node answers
description: For a test.
steady-state-hypothesis:
  title: Node works
  probes:
    - type: probe
      name: node
      tolerance: 0
      provider: { type: process, path: '${process.execPath}', arguments: ['-e', '0'] }
method: []
`;

const problemsOf = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Chaos Lab');

const shownProblems = (uri: vscode.Uri, isIt: (problems: vscode.Diagnostic[]) => boolean) =>
  eventually(() => problemsOf(uri), isIt, 'the problems');

const codeLenses = (uri: vscode.Uri) =>
  vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);

const lensesOf = async (uri: vscode.Uri): Promise<(string | undefined)[]> =>
  (await codeLenses(uri)).map(({ command }) => command?.title);

const shownLenses = (uri: vscode.Uri, isIt: (titles: (string | undefined)[]) => boolean) =>
  eventually(() => lensesOf(uri), isIt, 'the lenses');

const idle = ['$(play) Run', 'Dry Run', 'Validate'];

describe('An experiment in the editor', () => {
  before(async () => {
    await activate();
  });

  it('shows what is wrong in its place as it is typed, until it is mended', () =>
    withExperiments(async (write) => {
      const uri = await write('typed.chaos.yaml', fine);
      const editor = await opened(uri);
      assert.deepEqual(await shownLenses(uri, (titles) => titles.length === 3), idle);
      const lines = (await codeLenses(uri)).map(({ range }) => range.start.line);
      assert.deepEqual(lines, [1, 1, 1], 'above the title');
      assert.deepEqual(problemsOf(uri), []);

      await replaceIn(editor, 'tolerance: 0', 'tolerance: 1.5');
      const [problem, ...more] = await shownProblems(uri, ({ length }) => length > 0);
      assert.deepEqual(more, []);
      assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
      assert.equal(problem && editor.document.getText(problem.range), '1.5');
      await shownLenses(uri, ([title]) => title === '$(error) Validate: 1 error');

      await replaceIn(editor, 'tolerance: 1.5', 'tolerance: 0');
      await shownProblems(uri, ({ length }) => length === 0);
      assert.deepEqual(await shownLenses(uri, ({ length }) => length === 3), idle);
    }));

  it('shows the problems of files that nobody has opened, and none of what has gone', () =>
    withExperiments(async (write, folder) => {
      const uri = await write('closed.chaos.json', '{ "title": "x" }');
      await shownProblems(uri, ({ length }) => length === 2);
      const moved = vscode.Uri.file(join(folder, 'moved.chaos.json'));
      await rename(uri.fsPath, moved.fsPath);
      await shownProblems(uri, ({ length }) => length === 0);
      await shownProblems(moved, ({ length }) => length === 2);
      await rm(moved.fsPath);
      await shownProblems(moved, ({ length }) => length === 0);
    }));

  it('is followed outside of the workspace as long as it is open, and its run is kept beside it', async () => {
    const { experimentRuns } = await activate();
    const folder = await mkdtemp(join(tmpdir(), 'chaos-lab-outside-'));
    const uri = vscode.Uri.file(join(folder, 'outside.chaos.yaml'));
    try {
      await writeFile(uri.fsPath, fine.replaceAll('\n', '\r\n').replace('method: []', 'method: [1]'));
      await vscode.commands.executeCommand('vscode.open', uri); // as a person does: no extension holds on to it
      const [problem] = await shownProblems(uri, ({ length }) => length === 1);
      assert.deepEqual([problem?.range.start.line, problem?.range.start.character], [10, 9]);
      await writeFile(uri.fsPath, fine.replaceAll('\n', '\r\n'));
      await shownProblems(uri, ({ length }) => length === 0);
      await vscode.commands.executeCommand(Command.runExperiment, uri);
      const { journalFile = '' } = experimentRuns.lastOf(uri.fsPath) ?? {};
      assert.ok(journalFile.startsWith(join(folder, '.chaos', 'runs')), journalFile);
      await writeFile(uri.fsPath, 'title: x');
      await shownProblems(uri, ({ length }) => length > 0);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await shownProblems(uri, ({ length }) => length === 0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is told apart from an older version of itself, which is only looked at', () =>
    withExperiments(async (write) => {
      const { experimentFiles } = await activate();
      const uri = (await write('compared.chaos.yaml', 'title: x')).with({ scheme: 'older' });
      const older = vscode.workspace.registerTextDocumentContentProvider('older', {
        provideTextDocumentContent: () => 'title: x',
      });
      try {
        await opened(uri);
        await experimentFiles.readNow(uri);
        assert.deepEqual([problemsOf(uri), await lensesOf(uri)], [[], []]);
      } finally {
        older.dispose();
      }
    }));

  it('is not read when it is far too large to be one, nor looked for when it has gone', () =>
    withExperiments(async (write) => {
      const large = await write('large.chaos.yaml', `title: ${'x'.repeat(5 * 1024 * 1024)}`);
      await assert.rejects(readExperiment(large), /^HumanError: large\.chaos\.yaml has 5 MB, which no/);
      await rm(large.fsPath);
      await assert.rejects(readExperiment(large), /^HumanError: large\.chaos\.yaml has gone\. /);
    }));

  it('is validated on this machine: what is missing here is shown until the text is another', () =>
    withExperiments(async (write) => {
      const uri = await write('lacking.chaos.yaml', fine.replace(process.execPath, 'no-such-program-here'));
      const editor = await opened(uri);
      await shownLenses(uri, ({ length }) => length === 3);
      assert.deepEqual(problemsOf(uri), [], 'typing says nothing of the machine');
      await vscode.commands.executeCommand(Command.validateExperiment, uri);
      const [problem] = problemsOf(uri);
      assert.match(problem?.message ?? '', /no-such-program-here/);
      assert.equal(problem && editor.document.getText(problem.range), "'no-such-program-here'");
      await replaceIn(editor, 'For a test', 'For another test');
      await shownProblems(uri, ({ length }) => length === 0);
    }));

  it('runs as the editor shows it, keeps a journal, and says how it went', () =>
    withExperiments(async (write, folder) => {
      const { experimentRuns } = await activate();
      const uri = await write('run.chaos.yaml', fine);
      const editor = await opened(uri);
      await replaceIn(editor, 'title: Node answers', 'title: Not saved yet');
      await vscode.commands.executeCommand(Command.runExperiment, uri);
      const run = experimentRuns.lastOf(uri.fsPath);
      assert.equal(run?.journal.experiment.title, 'Not saved yet');
      assert.ok(run.journalFile?.startsWith(join(folder, '..', '.chaos', 'runs')), run.journalFile);
      const titles = await shownLenses(uri, ({ length }) => length === 4);
      assert.deepEqual(titles.slice(0, 3), idle);
      assert.match(titles[3] ?? '', /^\$\(pass\) passed \d\d:\d\d$/);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }));

  it('shows on Run what keeps it from being run', () =>
    withExperiments(async (write) => {
      const { experimentRuns } = await activate();
      const uri = await write('not-here.chaos.yaml', fine.replace(process.execPath, 'no-such-program-here'));
      await vscode.commands.executeCommand(Command.runExperiment, uri);
      await shownProblems(uri, ([problem]) => /no-such-program-here/.test(problem?.message ?? ''));
      assert.equal(experimentRuns.lastOf(uri.fsPath), undefined);
    }));

  it('runs nothing when its engine cannot be started', () =>
    withExperiments(async (write) => {
      const { engine, experimentRuns } = await activate();
      const configuration = 'configuration: { engine: { type: env, key: CHAOS_ENDPOINT, default: none } }';
      const uri = await write('engine.chaos.yaml', `${fine}${configuration}\n`);
      await configure(Setting.engineKind, 'localstack');
      await configure(Setting.dockerHost, 'unix:///nonexistent/docker.sock');
      try {
        await vscode.commands.executeCommand(Command.runExperiment, uri);
        assert.equal(engine.current.state, 'failed');
        assert.equal(experimentRuns.lastOf(uri.fsPath), undefined);
        assert.deepEqual(experimentRuns.current, []);
      } finally {
        await vscode.commands.executeCommand(Command.stopEngine);
        await configure(Setting.engineKind, undefined);
        await configure(Setting.dockerHost, undefined);
      }
    }));

  it('is cancelled from its lens, and runs to that end when its file has gone', () =>
    withExperiments(async (write) => {
      const { experimentRuns } = await activate();
      const endless = `${fine.replace('method: []', 'method:')}  - type: action
    name: wait
    provider: { type: process, path: '${process.execPath}', arguments: ['-e', 'setInterval(() => {}, 1000)'] }
`;
      const uri = await write('endless.chaos.yaml', endless);
      await opened(uri);
      const ended = vscode.commands.executeCommand(Command.runExperiment, uri);
      const titles = await shownLenses(uri, (shown) => shown[1] === '$(sync~spin) method, wait');
      assert.equal(titles[0], '$(debug-stop) Cancel');
      await rm(uri.fsPath);
      await vscode.commands.executeCommand(Command.cancelExperiment, uri);
      await ended;
      assert.equal(experimentRuns.lastOf(uri.fsPath)?.journal.status, 'interrupted');
      assert.deepEqual(experimentRuns.current, []);
    }));
});

describe('The schema of experiments in the editor', () => {
  before(async () => {
    await activate();
  });

  it('completes and explains, and leaves it to Chaos Lab to say what is wrong', () =>
    withExperiments(async (write) => {
      const text = '{\n  "title": "x",\n  "description": "x",\n  "method": [],\n  "dry": "nothing",\n  \n}';
      const uri = await write('completed.chaos.json', text.replace(',\n  \n', '\n'));
      const editor = await opened(uri);
      await shownProblems(uri, ({ length }) => length === 1);
      const hovers = await eventually(
        () =>
          vscode.commands.executeCommand<vscode.Hover[]>(
            'vscode.executeHoverProvider',
            uri,
            new vscode.Position(4, 4),
          ),
        ({ length }) => length > 0,
        'an explanation',
      );
      const [content] = hovers[0]?.contents ?? [];
      assert.match(typeof content === 'string' ? content : (content?.value ?? ''), /not really done/);
      const values = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        editor.document.positionAt(editor.document.getText().indexOf('"nothing"')),
      );
      const labels = values.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(
        ['"probes"', '"actions"'].every((label) => labels.includes(label)),
        labels.join(),
      );
      assert.deepEqual(
        vscode.languages.getDiagnostics(uri).map(({ source }) => source),
        ['Chaos Lab'],
      );
    }));
});
