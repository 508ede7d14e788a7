import type { Locator } from 'playwright-core';
import { until } from '../e2e/until';
import type { Workbench } from './workbench';

/** What the list may still need to be filled, once it is open. */
const listedWithinMs = 3_000;

/**
 * Waits until VS Code tells this, and gives the message with its buttons. A toast alone is not enough to look for:
 * VS Code shows no more than three within 800 ms, and whatever comes then is only in its list of notifications, where
 * this looks at the end.
 *
 * @throws with what was told instead
 */
export const seeNotification = async (
  workbench: Workbench,
  text: string | RegExp,
  timeoutMs = 20_000,
): Promise<Locator> => {
  const shown = messages(workbench).filter({ hasText: text }).first();
  if (await isSeen(shown, timeoutMs)) return shown;
  const toasts = await messages(workbench).allInnerTexts();
  await workbench.runCommand('Notifications: Show Notifications');
  if (await isSeen(shown, listedWithinMs)) return shown;
  const listed = await messages(workbench).allInnerTexts();
  const told = [...toasts, ...listed].map((each) => each.replaceAll('\n', ' '));
  throw new Error(`${text} was not told within ${timeoutMs / 1000} s, but ${told.join(' | ') || 'nothing'}.`);
};

const messages = ({ page }: Workbench): Locator =>
  page.locator('.notification-toast, .notifications-center .monaco-list-row');

const isSeen = (message: Locator, timeoutMs: number): Promise<boolean> =>
  until(async () => (await message.isVisible()) || undefined, timeoutMs).catch(() => false);
