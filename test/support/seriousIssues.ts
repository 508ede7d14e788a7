import axe, { type AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** What axe finds to be serious in a page of ours, in a line each. Never resolves where no script may run. */
export const seriousIssues = async (page: Pick<Page | Frame, 'evaluate'>): Promise<string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
};
