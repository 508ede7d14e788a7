import * as vscode from 'vscode';
import { Command, View } from '../extension/contributions';
import type { Services } from '../extension/services';
import type { CommandHandler } from './handler';

type Needs = Pick<Services, 'control' | 'settings'>;

export const engineCommands = ({ control, settings }: Needs) =>
  ({
    [Command.startEngine]: {
      purpose: 'start the engine',
      run: () => inView(() => control.start()),
    },
    [Command.stopEngine]: {
      purpose: 'stop the engine',
      run: () => inView(() => control.stop()),
    },
    [Command.attachEngine]: {
      purpose: 'attach to the engine',
      run: async () => {
        const endpoint = await askEndpoint(settings.enginePort.value || 4566);
        if (endpoint) await inView(() => control.attach(endpoint));
      },
    },
  }) satisfies Record<string, CommandHandler>;

/** With a moving line over the view while it lasts. */
const inView = <T>(work: () => Promise<T>): Thenable<T> =>
  vscode.window.withProgress({ location: { viewId: View.endpoints } }, work);

const askEndpoint = (port: number): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title: 'Attach to Running Engine',
    prompt: 'Where the engine or emulator answers. Chaos Lab will not stop it.',
    value: `http://127.0.0.1:${port}`,
    validateInput: (value) =>
      /^https?:\/\//.test(value) && URL.canParse(value)
        ? undefined
        : 'Give a URL, like http://127.0.0.1:4566',
  });
