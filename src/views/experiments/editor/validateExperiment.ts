import * as vscode from 'vscode';
import { endpointOf } from '../../../core/engines/engine';
import type { Problem } from '../../../core/experiments/format/problem';
import { loadLibrary } from '../../../core/experiments/loadLibrary';
import { engineVariable } from '../../../core/experiments/runs/usesEngine';
import type { Services } from '../../../extension/services';
import { readExperiment } from '../readExperiment';
import { offerPlace } from './offerPlace';
import { validationText, worstOf } from './validationText';

type Needs = Pick<Services, 'experimentRuns' | 'experimentFiles' | 'experimentDiagnostics' | 'engine'>;

/** Checks a file as a run would, on this machine, and says so: every problem in its place, and one message. */
export const validateExperiment = async (services: Needs, uri: vscode.Uri): Promise<readonly Problem[]> => {
  const { experimentFiles, experimentDiagnostics } = services;
  const text = await readExperiment(uri);
  const problems = await problemsHere(services, uri, text);
  await experimentFiles.readNow(uri);
  experimentDiagnostics.showFound(uri, { text, problems });
  void tell(uri, problems); // the message may stay there as long as it likes
  return problems;
};

/** A run starts the engine when it needs one: where it will be is known to the experiment then. */
const problemsHere = async ({ experimentRuns, engine }: Needs, { fsPath }: vscode.Uri, text: string) => {
  const { parseForRun } = await loadLibrary();
  const endpoint = endpointOf(engine.current) ?? 'http://127.0.0.1:4566';
  const env = { ...process.env, [engineVariable]: endpoint };
  const { folder } = experimentRuns.placeOf(fsPath);
  return (await parseForRun(text, fsPath, { folder, env }, { env })).problems;
};

const tell = async (uri: vscode.Uri, problems: readonly Problem[]): Promise<void> => {
  const worst = worstOf(problems);
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const trust = vscode.workspace.isTrusted ? '' : ' This folder has to be trusted before it is run.';
  const message = `${validationText(name, problems)}${trust}`;
  if (!worst) await vscode.window.showInformationMessage(message);
  else await offerPlace(worst.severity, message, { uri, problem: worst });
};
