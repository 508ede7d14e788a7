import * as vscode from 'vscode';
import type { ChaosFrontOptions } from '../../core/engines/chaosFront';
import type { Settings } from '../settings';
import { rememberedGatewayPort } from './rememberedPort';

interface Needs {
  readonly context: vscode.ExtensionContext;
  readonly settings: Settings;
}

/** How the gateway of this window is started; its settings are asked anew each time. */
export const gatewayOf = ({
  context,
  settings,
}: Needs): Pick<ChaosFrontOptions, 'enginePath' | 'settings'> => ({
  enginePath: enginePath(context),
  settings: () => ({
    gateway: settings.gateway.value,
    port: { preferred: rememberedGatewayPort(context), whenEmulator: 'avoid' },
    regions: settings.regions.value,
    allowRealAws: settings.allowRealAws.value,
  }),
});

export const enginePath = ({ extensionUri }: vscode.ExtensionContext): string =>
  vscode.Uri.joinPath(extensionUri, 'dist', 'engine.js').fsPath;
