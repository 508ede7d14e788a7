import * as vscode from 'vscode';
import type { ExperimentTestMessage } from '../../../core/experiments/tests/testResults';
import type { TestSink } from './testRunner';

/** Tells VS Code what comes of the tests of one experiment; those that it does not know (any more) are passed over. */
export const testRunSink = (run: vscode.TestRun, experiment: vscode.TestItem): TestSink => {
  const withItem = (key: string | undefined, tell: (item: vscode.TestItem) => void) => {
    const item = key === undefined ? experiment : experiment.children.get(key);
    if (item) tell(item);
  };
  const line = (text: string) => run.appendOutput(`${text.replaceAll('\n', '\r\n')}\r\n`);
  return {
    enqueued: (key) => withItem(key, (item) => run.enqueued(item)),
    started: (key) => withItem(key, (item) => run.started(item)),
    passed: (key, ms) => withItem(key, (item) => run.passed(item, ms)),
    failed: (key, messages, ms) =>
      withItem(key, (item) =>
        run.failed(
          item,
          messages.map((each) => messageFor(item, each)),
          ms,
        ),
      ),
    errored: (key, messages, ms) =>
      withItem(key, (item) =>
        run.errored(
          item,
          messages.map((each) => messageFor(item, each)),
          ms,
        ),
      ),
    skipped: (key) => withItem(key, (item) => run.skipped(item)),
    line,
    report: (file) => line(`  Report: ${vscode.workspace.asRelativePath(file)}`),
  };
};

const messageFor = (
  item: vscode.TestItem,
  { text, expected, actual }: ExperimentTestMessage,
): vscode.TestMessage => {
  const message =
    expected === undefined || actual === undefined
      ? new vscode.TestMessage(text)
      : vscode.TestMessage.diff(text, expected, actual);
  if (item.uri && item.range) message.location = new vscode.Location(item.uri, item.range);
  return message;
};
