import type { EngineStatus } from '../core/engines/engine';
import type { FaultsState } from '../core/faults/faultsState';
import { Command, type CommandId } from '../extension/contributions';

export interface QuickAction {
  readonly label: string;
  readonly description?: string;
  readonly command: CommandId;
}

/** What a click on the status bar offers: only what is possible now, Halt All first while a fault is active. */
export const quickActions = (engine: EngineStatus, faults: FaultsState): QuickAction[] => {
  const active = faults.rules.length > 0 || faults.latencyMs > 0;
  const log: QuickAction = { label: '$(output) Show Log', command: Command.showLog };
  switch (engine.state) {
    case 'ready':
      return [...(active ? [halt] : []), ...inject, deploy, stop, select, log];
    case 'without-chaos':
      return [gateway, deploy, stop, select, log];
    case 'starting':
      return [stop, log];
    default:
      return [start, deploy, select, log];
  }
};

const halt: QuickAction = {
  label: '$(stop-circle) Halt All',
  description: 'take back every fault and the latency now',
  command: Command.haltAll,
};
const inject: readonly QuickAction[] = [
  { label: '$(flame) Inject Region Outage', command: Command.injectRegionOutage },
  { label: '$(add) Add Fault', command: Command.addFault },
  { label: '$(watch) Set Latency', command: Command.setLatency },
];
const start: QuickAction = { label: '$(play) Start Engine', command: Command.startEngine };
const stop: QuickAction = { label: '$(debug-stop) Stop Engine', command: Command.stopEngine };
const select: QuickAction = { label: '$(server-environment) Select Engine…', command: Command.selectEngine };
const gateway: QuickAction = {
  label: '$(shield) Put the Gateway in Front',
  description: 'faults work then',
  command: Command.useGateway,
};
const deploy: QuickAction = { label: '$(rocket) Deploy', command: Command.deploy };
