import type * as vscode from 'vscode';
import type { ChaosFrontOptions } from '../../core/engines/chaosFront';
import { bundled } from '../bundled';
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
  enginePath: bundled(context, 'engine.js'),
  settings: () => ({
    gateway: settings.gateway.value,
    port: { preferred: rememberedGatewayPort(context), whenEmulator: 'avoid' },
    regions: settings.regions.value,
    allowRealAws: settings.allowRealAws.value,
  }),
});
