import assert from 'node:assert/strict';
import { processTree } from '../support/processTree';
import type { ChaosWorkbench } from './chaosWorkbench';

/** The engine that the extension has started. */
export const enginePid = async ({ workbench }: ChaosWorkbench): Promise<number> => {
  const tree = await processTree(await workbench.extensionHostPid());
  const engine = tree.find(({ command }) => command.includes('engine.js'));
  assert.ok(engine);
  return engine.pid;
};
