import * as vscode from 'vscode';
import type { Disposable } from '../../core/disposable';
import type { EngineStatus } from '../../core/engines/engine';
import type { Services } from '../services';
import { progressSteps } from './progressSteps';

type Needs = Pick<Services, 'engine' | 'control'>;

/** Shows how far the start of a container has got, whoever began it, with a way to cancel. */
export const registerStartProgress = ({ engine, control }: Needs): Disposable => {
  let shown = false;
  return engine.onDidChange((status) => {
    if (shown || engine.kind !== 'localstack' || status.state !== 'starting') return;
    shown = true;
    void showProgress(engine, () => control.cancel()).then(() => {
      shown = false;
    });
  });
};

const showProgress = (engine: Needs['engine'], cancel: () => void): Thenable<void> =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Starting LocalStack', cancellable: true },
    (progress, token) =>
      new Promise((resolve) => {
        const next = progressSteps();
        const cancelling = token.onCancellationRequested(cancel);
        const show = (status: EngineStatus) => {
          if (status.state === 'starting') return progress.report(next(status));
          following.dispose();
          cancelling.dispose();
          resolve();
        };
        const following = engine.onDidChange(show);
        show(engine.current);
      }),
  );
