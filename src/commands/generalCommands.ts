import * as vscode from 'vscode';
import { Command } from '../extension/contributions';
import type { Services } from '../extension/services';
import type { CommandHandler } from './handler';
import { quickActions } from './quickActions';

export const generalCommands = ({
  channel,
  engine,
  faults,
  labPanels,
}: Pick<Services, 'channel' | 'engine' | 'faults' | 'labPanels'>) =>
  ({
    [Command.showLog]: { purpose: 'show the log', run: () => channel.show() },
    [Command.openLab]: { purpose: 'open the lab', run: () => labPanels.open() },
    [Command.showActions]: {
      purpose: 'show what can be done',
      run: async () => {
        const actions = quickActions(engine.current, faults.current);
        const chosen = await vscode.window.showQuickPick(actions, {
          title: 'Chaos Lab',
          placeHolder: 'What now?',
        });
        if (chosen) await vscode.commands.executeCommand(chosen.command);
      },
    },
  }) satisfies Record<string, CommandHandler>;
