import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { seriousIssues } from '../support/seriousIssues';
import type { Workbench } from '../support/workbench';

/** The page in the editor that is in front; those of other tabs are kept beside it, unseen. */
export const reportFrame = ({ page }: Workbench): FrameLocator =>
  page
    .locator('iframe.webview.ready')
    .filter({ visible: true })
    .contentFrame()
    .frameLocator('iframe#active-frame');

/** What axe finds to be serious in it, in the colours it has; in a copy, since no script runs in a report. */
export const reportIssues = async (workbench: Workbench): Promise<string[]> => {
  const body = await reportFrame(workbench).locator('body').elementHandle();
  const html = await (await body?.ownerFrame())?.content();
  assert.ok(html, 'the report is there');
  const copy = await workbench.page.context().browser()?.newPage();
  assert.ok(copy);
  try {
    await copy.setContent(html);
    return await seriousIssues(copy);
  } finally {
    await copy.close();
  }
};
