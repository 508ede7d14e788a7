import * as vscode from 'vscode';
import { endpointOf } from '../core/engines/engine';
import { Command, Setting, View } from '../extension/contributions';
import type { EngineChoice } from '../extension/engine/engineControl';
import { engineName } from '../extension/engine/engineName';
import type { Services } from '../extension/services';
import { writeSetting } from '../extension/writeSetting';
import { engineSteps } from '../views/engineSteps';
import { askEndpoint } from './askEndpoint';
import { askEngine } from './askEngine';
import { changeToken } from './changeToken';
import type { CommandHandler } from './handler';

type Needs = Pick<Services, 'control' | 'engine' | 'settings' | 'engines'>;

export const engineCommands = (services: Needs) => {
  const { control, engine } = services;
  const steps = () => engineSteps(engine.current, engine.kind);
  return {
    [Command.startEngine]: { purpose: 'start the engine', run: () => inView(() => control.start()), steps },
    [Command.stopEngine]: { purpose: 'stop the engine', run: () => inView(() => control.stop()) },
    [Command.restartEngine]: {
      purpose: 'restart the engine',
      run: () => inView(() => control.restart()),
      steps,
    },
    [Command.selectEngine]: { purpose: 'select the engine', run: () => selectEngine(services) },
    [Command.attachEngine]: {
      purpose: 'attach to the engine',
      run: async () => {
        const endpoint = await whichEndpoint(services);
        if (endpoint) await inView(() => attach(services, endpoint));
      },
      steps,
    },
    [Command.useGateway]: {
      purpose: 'put the gateway in front',
      run: async () => {
        await writeSetting(Setting.gateway, true);
        await inView(() => control.restart());
      },
      steps,
    },
  } satisfies Record<string, CommandHandler>;
};

/** With a moving line over the view while it lasts. */
const inView = <T>(work: () => Promise<T>): Thenable<T> =>
  vscode.window.withProgress({ location: { viewId: View.endpoints } }, work);

const whichEndpoint = ({ engines, settings }: Needs): Promise<string | undefined> =>
  askEndpoint({
    recent: engines.recent.all,
    suggestion: settings.endpoint.value || `http://127.0.0.1:${settings.enginePort.value || 4566}`,
    check: engines.checkEndpoint,
  });

const attach = async ({ control, engines }: Needs, endpoint: string): Promise<void> => {
  await control.attach(endpoint);
  await engines.recent.add(endpoint);
};

/** What runs stays; the change of the settings offers to switch. */
const selectEngine = async (services: Needs): Promise<void> => {
  const { engines, engine } = services;
  const preference = await askEngine({
    input: await engines.selection.known(),
    lookForDocker: (signal) => engines.docker.look(signal),
  });
  if (preference === undefined) return;
  if (preference === 'endpoint') {
    const endpoint = await whichEndpoint(services);
    if (endpoint === undefined) return;
    await engines.recent.add(endpoint);
    await engines.selection.selectEndpoint(endpoint);
  } else {
    if (preference === 'localstack' && (await engines.selection.lacksToken()))
      await changeToken(engines.token);
    await engines.selection.select(preference);
  }
  if (endpointOf(engine.current) === undefined) void offerToStart(await engines.selection.choose());
};

const offerToStart = async ({ kind }: EngineChoice): Promise<void> => {
  const start = 'Start Engine';
  const answer = await vscode.window.showInformationMessage(
    `Chaos: Start Engine now starts ${engineName[kind]}.`,
    start,
  );
  if (answer === start) await vscode.commands.executeCommand(Command.startEngine);
};
