import * as vscode from 'vscode';
import type { Disposable } from '../../core/disposable';
import type { Services } from '../services';
import type { EngineChoice } from './engineControl';
import { engineName } from './engineName';

type Needs = Pick<Services, 'control' | 'engine' | 'engines' | 'errors'>;

/** While an engine runs: goes where the setting of the endpoint goes, and offers to switch to another kind. */
export const registerFollowSelection = (services: Needs): Disposable =>
  services.engines.selection.onDidChange(
    () => void services.errors.attempt('switch to the engine of the settings', () => follow(services)),
  );

const follow = async ({ control, engine, engines, errors }: Needs): Promise<void> => {
  const { state } = engine.current;
  if (state === 'stopped' || state === 'failed') return;
  const choice = await engines.selection.choose();
  if (control.has(choice)) return;
  const switchOver = () => errors.attempt('switch to another engine', () => control.switchOver());
  // Nothing of ours runs there, so there is nothing to ask.
  if (engine.kind === 'external' && choice.kind === 'external') await switchOver();
  else void offer(choice, switchOver);
};

const offer = async ({ kind }: EngineChoice, switchOver: () => Promise<unknown>): Promise<void> => {
  const now = 'Switch Now';
  const message = `The settings name ${engineName[kind]} now. Switch to it? Otherwise it counts from the next start on.`;
  if ((await vscode.window.showInformationMessage(message, now)) === now) await switchOver();
};
