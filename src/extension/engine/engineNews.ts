import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/disposable';
import { engineSteps } from '../../views/engineSteps';
import { splitReason } from '../../views/failureText';
import { offerSteps } from '../errors';
import { areaLog } from '../log';
import type { Services } from '../services';

type Needs = Pick<Services, 'engine' | 'channel' | 'engines'>;

/** Tells when an engine that served has ended, or has no chaos, and keeps what it printed in a log. */
export const registerEngineNews = ({ engine, channel, engines }: Needs): Disposable => {
  const store = new DisposableStore();
  const log = areaLog(channel, 'engine');
  let served = false;
  store.add(
    engine.onDidLog((line) => {
      if (engine.kind === 'embedded') log[line.level](line.text);
      else engines.containerLog.append(line);
    }),
  );
  store.add(
    engine.onDidChange((status) => {
      const steps = engineSteps(status, engine.kind);
      // One that never served is told of by who started it.
      if (status.state === 'failed' && served) void offerSteps(splitReason(status.reason).sentence, steps);
      served = status.state === 'ready' || status.state === 'without-chaos';
      if (status.state === 'without-chaos')
        void offerSteps(status.reason ?? '', steps.slice(0, 1), vscode.window.showWarningMessage);
    }),
  );
  return store;
};
