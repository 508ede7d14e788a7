import { basename, join } from 'node:path';
import { until } from '../e2e/until';
import type { Workbench } from '../support/workbench';

/** Answers the question for a file of the workspace folder, once it has come up with a name that fits `proposed`. */
export const saveAs = async (workbench: Workbench, proposed: RegExp, name: string): Promise<void> => {
  const { quickInput, folder } = workbench;
  await until(async () => proposed.test(basename(await quickInput.inputValue())) || undefined);
  await quickInput.fill(join(folder, name));
  await quickInput.press('Enter');
};
