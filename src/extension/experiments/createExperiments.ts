import * as vscode from 'vscode';
import { endpointOf } from '../../core/engines/engine';
import { HumanError } from '../../core/errors';
import { loadLibrary } from '../../core/experiments/loadLibrary';
import { type EngineWish, ExperimentRuns } from '../../core/experiments/runs/experimentRuns';
import { bundled } from '../bundled';
import { areaLog } from '../log';
import type { Services } from '../services';

type Needs = Pick<Services, 'context' | 'channel' | 'control'>;

export const createExperimentRuns = ({ context, channel, control }: Needs): ExperimentRuns =>
  new ExperimentRuns({
    library: () => {
      refuseUntrusted();
      return loadLibrary();
    },
    engine: async ({ start, signal }: EngineWish) => {
      const running = endpointOf(control.engine.current);
      if (running !== undefined || !start) return running;
      const started = await control.start(signal);
      if (started !== undefined) return started;
      throw new HumanError('Nothing was run: the engine was not started.');
    },
    guard: { guardPath: bundled(context, 'guard.js') },
    workspaceOf: (file) => vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file))?.uri.fsPath,
    env: process.env,
    log: areaLog(channel, 'experiments'),
  });

/** An experiment may start programs of the folder that it lies in. */
const refuseUntrusted = () => {
  if (vscode.workspace.isTrusted) return;
  throw new HumanError(
    'An experiment may run programs of this folder, which you have not trusted yet. Trust it with "Workspaces: Manage Workspace Trust", then run it again.',
  );
};
