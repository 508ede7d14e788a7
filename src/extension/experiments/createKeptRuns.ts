import * as vscode from 'vscode';
import { loadLibrary } from '../../core/experiments/loadLibrary';
import { KeptRuns } from '../../views/experiments/view/keptRuns';
import { areaLog } from '../log';
import type { Services } from '../services';

type Needs = Pick<Services, 'channel' | 'experimentFiles' | 'experimentRuns'>;

/** Of the folders of the workspace, and of those that experiments lie in which are open from elsewhere. */
export const createKeptRuns = ({ channel, experimentFiles, experimentRuns }: Needs): KeptRuns =>
  new KeptRuns({
    library: loadLibrary,
    workspaces: () => [
      ...(vscode.workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === 'file')
        .map(({ uri }) => uri.fsPath),
      ...experimentFiles.all.map(({ uri }) => experimentRuns.placeOf(uri.fsPath).workspace),
    ],
    log: areaLog(channel, 'experiments'),
  });
