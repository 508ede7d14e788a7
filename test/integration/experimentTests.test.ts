import assert from 'node:assert/strict';
import { rename, rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { Command, Setting } from '../../src/extension/contributions';
import { eventually, opened, replaceIn, withExperiments } from './experimentFolder';
import { activate, configure, rulesAt, withRunningEngine } from './lab';
import { type RecordedRun, recordingRuns } from './recordedRun';

const node = (name: string, script: string, tolerance = 0) => `
    - type: probe
      name: ${name}
      tolerance: ${tolerance}
      provider: { type: process, path: '${process.execPath}', arguments: ['-e', '${script}'] }`;

const experiment = (...probes: string[]) => `title: Node answers
description: For a test.
tags: [node, fast]
steady-state-hypothesis:
  title: Node works
  probes:${probes.join('')}
method: []
`;

const [first, second] = ['steady-state-hypothesis/probes/0', 'steady-state-hypothesis/probes/1'];

const itemOf = async (uri: vscode.Uri, isIt: (item: vscode.TestItem) => boolean = () => true) => {
  const { experimentTests } = await activate();
  await experimentTests.controller.resolveHandler?.(undefined);
  const ask = () => experimentTests.controller.items.get(uri.toString());
  const item = await eventually(
    ask,
    (found) => found !== undefined && isIt(found),
    `the test of ${uri.path}`,
  );
  assert.ok(item);
  return item;
};

const run = async (
  include: vscode.TestItem[],
  token = new vscode.CancellationTokenSource().token,
  isDry = false,
) => {
  const { controller, runProfile, dryRunProfile } = (await activate()).experimentTests;
  const profile = isDry ? dryRunProfile : runProfile;
  return recordingRuns(controller, async (runs) => {
    await profile.runHandler(new vscode.TestRunRequest(include, undefined, profile), token);
    assert.equal(runs.length, 1);
    return runs[0] as RecordedRun;
  });
};

describe('Experiments in the Test Explorer', () => {
  it('are tests with their places, tags and errors, as they are typed', () =>
    withExperiments(async (write) => {
      const { experimentTests } = await activate();
      const uri = await write('typed.chaos.yaml', experiment(node('one', '0'), node('two', '0')));
      const item = await itemOf(uri, ({ children }) => children.size === 2);
      assert.deepEqual(
        [item.label, item.error, item.tags.map(({ id }) => id), item.range?.start.line],
        ['Node answers', undefined, ['node', 'fast'], 0],
      );
      assert.deepEqual(
        [...item.children].map(([id, { label, range }]) => [id, label, range?.start.line]),
        [
          [first, 'one', 7],
          [second, 'two', 11],
        ],
      );

      const editor = await opened(uri);
      await replaceIn(editor, 'tolerance: 0', 'tolerance: 1.5');
      await itemOf(uri, ({ error }) => /^Line 9: /.test(String(error)));
      assert.equal(item.children.size, 2, 'they are kept until it is mended');
      await replaceIn(editor, 'tolerance: 1.5', 'tolerance: 1');
      await itemOf(uri, ({ error }) => error === undefined);

      await vscode.commands.executeCommand('workbench.action.files.revert');
      const closed = await write('closed.chaos.yaml', experiment(node('one', '0')));
      await itemOf(closed);
      const moved = vscode.Uri.file(closed.fsPath.replace('closed', 'moved'));
      await rename(closed.fsPath, moved.fsPath);
      await itemOf(moved);
      const { items } = experimentTests.controller;
      const goes = (gone: vscode.Uri) =>
        eventually(
          async () => {
            await experimentTests.controller.resolveHandler?.(undefined); // VS Code tells of no file that was there for a moment
            return items.get(gone.toString()) === undefined;
          },
          (isGone) => isGone,
          'the test of a file that has gone goes',
        );
      await goes(closed);
      await rm(moved.fsPath);
      await goes(moved);
    }));

  it('are none of a file that was never saved', () =>
    withExperiments(async (write) => {
      const { experimentFiles, experimentTests } = await activate();
      const uri = vscode.Uri.parse('untitled:/never-saved.chaos.yaml');
      const editor = await opened(uri);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), experiment(node('one', '0'))));
      await eventually(
        () => experimentFiles.get(uri)?.parsed.experiment?.title,
        (title) => title !== undefined,
        'the file',
      );
      await itemOf(await write('later.chaos.yaml', experiment(node('one', '0'))));
      assert.equal(experimentTests.controller.items.get(uri.toString()), undefined);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }));

  it('pass and fail as their run says, with a diff at their place; what was not asked for is left as it is', () =>
    withExperiments(async (write) => {
      const uri = await write(
        'run.chaos.yaml',
        experiment(node('fine', '0'), node('broken', 'process.exit(3)')),
      );
      const item = await itemOf(uri, ({ children }) => children.size === 2);
      const { states, messages, output } = await run([item]);
      assert.deepEqual(states(), { [item.id]: 'failed', [first]: 'passed', [second]: 'failed' });
      const [message] = messages(second);
      assert.deepEqual([message?.expectedOutput, message?.actualOutput], ['0', 'ended with 3']);
      assert.equal(message?.location?.range.start.line, 11);
      assert.match(output(), /Steady state before\r\n {4}✓ fine: .*\r\n {4}✗ broken: /);

      const single = item.children.get(first);
      assert.ok(single);
      assert.deepEqual((await run([single])).states(), { [item.id]: 'failed', [first]: 'passed' });
    }));

  it('say what keeps an experiment from being run', () =>
    withExperiments(async (write) => {
      const uri = await write('broken.chaos.yaml', experiment(node('one', '0', 1.5)));
      const item = await itemOf(uri, ({ error }) => error !== undefined);
      const { states, messages } = await run([item]);
      assert.deepEqual(states(), { [item.id]: 'errored' });
      assert.match(String(messages(item.id)[0]?.message), /^broken\.chaos\.yaml, line 9: /);
    }));

  it('are run again on save as long as that is asked for', () =>
    withExperiments(async (write) => {
      const { controller, runProfile } = (await activate()).experimentTests;
      const uri = await write('saved.chaos.yaml', experiment(node('one', '0')));
      const item = await itemOf(uri, ({ children }) => children.size === 1);
      const editor = await opened(uri);
      const end = new vscode.CancellationTokenSource();
      const states = (runs: readonly RecordedRun[]) =>
        runs.filter((each) => each.hasEnded()).map((each) => each.states()[first]);
      await recordingRuns(controller, async (runs) => {
        await runProfile.runHandler(
          new vscode.TestRunRequest([item], undefined, runProfile, true),
          end.token,
        );
        await replaceIn(editor, "'0'", "'process.exit(1)'");
        assert.deepEqual(states(runs), [], 'not before it is saved');
        await editor.document.save();
        await eventually(
          () => states(runs),
          (said) => said.length === 1,
          'the run after a save',
        );
        await replaceIn(editor, "'process.exit(1)'", "'1'");
        await editor.document.save();
        await eventually(
          () => states(runs),
          (said) => said.length === 2,
          'the run after another save',
        );
        end.cancel();
        await replaceIn(editor, "'1'", "'2'");
        await editor.document.save();
        await vscode.commands.executeCommand(Command.runExperiment, uri);
        await eventually(
          () => states(runs),
          (said) => said.length === 3,
          'the run by command, and no other',
        );
      });
    }));

  it('are run once more when they are saved during a run, and show only what was asked for', () =>
    withExperiments(async (write, folder) => {
      const { experimentRuns, experimentTests } = await activate();
      const { controller, runProfile } = experimentTests;
      const gate = `${folder}/gate`;
      const waits = `const look = () => require("fs").existsSync("${gate}") || setTimeout(look, 20); look()`;
      const uri = await write('twice.chaos.yaml', experiment(node('one', waits), node('two', '0')));
      const item = await itemOf(uri, ({ children }) => children.size === 2);
      const single = item.children.get(second);
      assert.ok(single);
      const editor = await opened(uri);
      const end = new vscode.CancellationTokenSource();
      await recordingRuns(controller, async (runs) => {
        const request = new vscode.TestRunRequest([single], undefined, runProfile, true);
        await runProfile.runHandler(request, end.token);
        const save = async (from: string, to: string) => {
          await replaceIn(editor, from, to);
          await editor.document.save();
        };
        await save('For a test', 'For another');
        await eventually(
          () => experimentRuns.current.some(({ activity }) => activity === 'one'),
          (isRunning) => isRunning,
          'the first run',
        );
        await save("'0'", "'process.exit(1)'");
        await save('For another', 'For a third');
        await itemOf(uri, ({ children }) => children.get(second) === single);
        await write('gate', '');
        const states = () => runs.filter((each) => each.hasEnded()).map((each) => each.states());
        const all = await eventually(states, ({ length }) => length === 2, 'a run after the first');
        assert.deepEqual(all, [
          { [item.id]: 'passed', [second]: 'passed' },
          { [item.id]: 'failed', [second]: 'failed' },
        ]);
        assert.deepEqual(experimentRuns.current, []);
        assert.equal(runs.length, 2);
      });
      end.cancel();
    }));

  it('say why, when the engine cannot be started', () =>
    withExperiments(async (write) => {
      const uri = await write('engine.chaos.yaml', faulty);
      const item = await itemOf(uri, ({ children }) => children.size === 1);
      await configure(Setting.engineKind, 'localstack');
      await configure(Setting.dockerHost, 'unix:///nonexistent/docker.sock');
      try {
        const { states, messages } = await run([item]);
        assert.deepEqual(states(), { [item.id]: 'errored', [first]: 'skipped' });
        assert.match(String(messages(item.id)[0]?.message), /^Docker is not running: nothing answers at /);
      } finally {
        await vscode.commands.executeCommand(Command.stopEngine);
        await configure(Setting.engineKind, undefined);
        await configure(Setting.dockerHost, undefined);
      }
    }));

  it('are asked without the actions in a dry run', () =>
    withExperiments((write) =>
      withRunningEngine(async (_lab, endpoint) => {
        const uri = await write('dry.chaos.yaml', faulty.replace('after: 600', 'after: 0'));
        const item = await itemOf(uri, ({ children }) => children.size === 1);
        const { states, output } = await run([item], undefined, true);
        assert.deepEqual(states(), { [item.id]: 'passed', [first]: 'passed' });
        assert.match(output(), /A dry run \(actions\)/);
        assert.match(output(), / {2}Report: \.chaos.runs.[^/]*\.json\r\n$/);
        assert.deepEqual(await rulesAt(endpoint), []);
      }),
    ));

  it('show a run that was begun elsewhere, once', () =>
    withExperiments(async (write) => {
      const { controller } = (await activate()).experimentTests;
      const uri = await write('elsewhere.chaos.yaml', experiment(node('one', '0')));
      const item = await itemOf(uri, ({ children }) => children.size === 1);
      await recordingRuns(controller, async (runs) => {
        await vscode.commands.executeCommand(Command.runExperiment, uri);
        await eventually(
          () => runs.filter((each) => each.hasEnded()).length,
          (count) => count === 1,
          'the run',
        );
        assert.deepEqual(runs[0]?.states(), { [item.id]: 'passed', [first]: 'passed' });
      });
    }));

  it('cancelled half way, leave no fault', () =>
    withExperiments((write) =>
      withRunningEngine(async (_lab, endpoint) => {
        const uri = await write('cancelled.chaos.yaml', faulty);
        const item = await itemOf(uri, ({ children }) => children.size === 1);
        const end = new vscode.CancellationTokenSource();
        const ended = run([item], end.token);
        await eventually(
          () => rulesAt(endpoint),
          (rules) => rules.length === 1,
          'the fault of the method',
        );
        end.cancel();
        assert.deepEqual((await ended).states(), { [item.id]: 'skipped', [first]: 'skipped' });
        assert.deepEqual(await rulesAt(endpoint), []);
      }),
    ));
});

const faulty = `title: Sets a fault and waits
description: For a test.
configuration: { endpoint: { type: env, key: CHAOS_ENDPOINT, default: none } }
steady-state-hypothesis:
  title: Faults can be set
  probes:
    - type: probe
      name: Chaos API
      tolerance: 200
      provider: { type: http, url: '\${endpoint}/_localstack/chaos/faults' }
method:
  - type: action
    name: Fail Lambda
    provider:
      type: http
      method: PATCH
      url: '\${endpoint}/_localstack/chaos/faults'
      headers: { Content-Type: application/json }
      arguments: [{ service: lambda }]
    pauses: { after: 600 }
`;
