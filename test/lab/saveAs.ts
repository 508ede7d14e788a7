import { basename, join } from 'node:path';
import { until } from '../e2e/until';
import type { Workbench } from '../support/workbench';

/** After which a person presses the key again. */
const patienceMs = 2_000;
const tries = 5;

/**
 * Answers the question for a file of the workspace folder, once it has come up with a name that fits `proposed`, and
 * sees it accepted. The question may be reading the folder when the key comes; then it is pressed again.
 */
export const saveAs = async (workbench: Workbench, proposed: RegExp, name: string): Promise<void> => {
  const { quickInput, folder } = workbench;
  const path = join(folder, name);
  await until(async () => proposed.test(basename(await quickInput.inputValue())) || undefined).catch(
    async () => {
      throw new Error(`No file like ${proposed} was asked for: ${await onScreen(workbench)}`);
    },
  );
  for (let tried = 0; tried < tries; tried++) {
    if ((await quickInput.inputValue()) !== path) await quickInput.fill(path);
    await quickInput.press('Enter');
    if (await isAnswered(workbench)) return;
  }
  throw new Error(`${name} was not taken after ${tries} times Enter: ${await onScreen(workbench)}`);
};

const question = ({ page }: Workbench) => page.locator('.quick-input-widget');

const isAnswered = (workbench: Workbench): Promise<boolean> =>
  until(async () => (await question(workbench).isHidden()) || undefined, patienceMs).catch(() => false);

const onScreen = async (workbench: Workbench): Promise<string> => {
  const widget = question(workbench);
  if (await widget.isHidden()) return 'nothing is asked.';
  return `"${await workbench.quickInput.inputValue()}" ${await widget.innerText()}`;
};
