import { Command } from '../extension/contributions';
import type { Services } from '../extension/services';
import { askOperation, askRegion, askService } from './askScope';
import { askLatency } from './askValues';
import type { CommandHandler } from './handler';

type Needs = Pick<Services, 'faults' | 'switches' | 'settings'>;

/** Setting faults by name, where a checkbox is not enough. */
export const faultCommands = ({ faults, switches, settings }: Needs) => {
  const regions = () => settings.regions.value;
  return {
    [Command.addFault]: {
      purpose: 'add the fault',
      run: async () => {
        const service = await askService();
        if (service === undefined) return;
        const operation = service.service ? await askOperation(service.service) : {};
        if (operation === undefined) return;
        const region = await askRegion('Add Fault', regions(), true);
        if (region) await switches.toggle({ ...region, ...service, ...operation }, true);
      },
    },
    [Command.injectRegionOutage]: {
      purpose: 'inject the outage',
      run: async () => {
        const region = await askRegion('Inject Region Outage', regions(), false);
        if (region) await switches.toggle(region, true);
      },
    },
    [Command.setLatency]: {
      purpose: 'set the latency',
      run: async () => {
        const latencyMs = await askLatency(faults.current.latencyMs);
        if (latencyMs !== undefined) await faults.setLatency(latencyMs);
      },
    },
  } satisfies Record<string, CommandHandler>;
};
