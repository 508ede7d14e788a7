import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ChaosWorkbench, withChaos } from '../e2e/chaosWorkbench';
import { deployShops, type Shops } from './deployShops';

export interface OpenShops {
  readonly chaos: ChaosWorkbench;
  readonly shops: Shops;
  /** The rules that the engine has. */
  readonly faults: () => Promise<unknown[]>;
  /** Writes a file of the workspace folder. */
  readonly write: (path: string, text: string) => Promise<void>;
}

/** Opens VS Code with an engine that runs, and an endpoint that answers in each of two regions. */
export const withShops = (use: (open: OpenShops) => Promise<void>): Promise<void> =>
  withChaos(
    async (chaos) => {
      await chaos.startEngine();
      const engine = await chaos.engine();
      const shops = await deployShops(engine);
      await chaos.workbench.runCommand('Chaos: Refresh');
      await chaos.seeStatuses(() => 200);
      await use({
        chaos,
        shops,
        faults: async () => (await (await fetch(`${engine}/_localstack/chaos/faults`)).json()) as unknown[],
        write: async (path, text) => {
          const file = join(chaos.workbench.folder, path);
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, text);
        },
      });
    },
    { size: { width: 1440, height: 920 } },
  );
