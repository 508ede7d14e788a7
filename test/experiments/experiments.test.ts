import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../e2e/until';
import { requires } from '../support/requires';
import { seeNotification } from '../support/seeNotification';
import type { Workbench } from '../support/workbench';
import { ExperimentEditor } from './experimentEditor';
import { reportFrame, reportIssues } from './reportFrame';
import { shopExperiment, shopTitle } from './shopExperiment';
import { TestExplorer } from './testExplorer';
import { withShops } from './withShops';

const file = 'experiments/shop.chaos.yaml';
const runLimitMs = 60_000;

describe('Experiments', function () {
  this.timeout(180_000);

  before(async function () {
    await requires(this, 'vscode', 'chromium');
  });

  it('Experiments: a new one opens without errors, tells what breaks it, runs by its lens and shows its report', () =>
    withShops(async ({ chaos, faults }) => {
      const { workbench } = chaos;
      const editor = await newExperiment(workbench, 'Region outage');
      await editor.seeLenses(/^Run \| Dry Run \| Validate$/);
      await editor.seeProblems(/^No Problems$/);

      const text = await readFile(join(workbench.folder, 'experiments/region-outage.chaos.yaml'), 'utf8');
      await editor.emptyLine(text.split('\n').findIndex((line) => line.includes('tolerance: 200')) + 1);
      await editor.seeLenses(/^Validate: 1 error$/);
      await editor.seeProblems(/^Errors: 1\b/);
      await workbench.page.keyboard.press('Control+z');
      await editor.seeLenses(/^Run \| Dry Run \| Validate$/);
      await editor.seeProblems(/^No Problems$/);

      await editor.lens('Run').click();
      await editor.seeLenses(/^Cancel \| method, /);
      await chaos.seeStatuses((name) => (name.startsWith('us-east-1 ') ? 503 : 200));
      const done = await seeNotification(
        workbench,
        'us-east-1 fails: passed. The steady state withstood the experiment.',
        runLimitMs,
      );
      await editor.seeLenses(/^Run \| Dry Run \| Validate \| passed \d\d:\d\d$/);
      assert.deepEqual(await faults(), []);
      await done.getByRole('button', { name: 'Open Report' }).click();
      const report = reportFrame(workbench);
      await report.getByRole('heading', { name: /us-east-1 fails: passed/ }).waitFor();
      await report.getByRole('row', { name: /Expected: GET \/test in us-east-1 fails .*passed/ }).waitFor();
      await report
        .getByRole('row', { name: /Expected: GET \/test in us-west-2 stays healthy .*passed/ })
        .waitFor();
      const ours = workbench.consoleErrors.filter((message) => /chaos/i.test(message));
      assert.deepEqual(ours, []);
    }));

  it('Experiments: the Test Explorer runs one, and shows the check that failed with its message and what came', () =>
    withShops(async ({ chaos, shops, write, faults }) => {
      const { workbench } = chaos;
      const { page } = workbench;
      await write(file, shopExperiment(shops, { pauseSeconds: 1, takesBack: false }));
      await ExperimentEditor.open(workbench, 'shop.chaos.yaml'); // it is known then
      const explorer = await TestExplorer.open(workbench);
      await explorer.expand(shopTitle);
      const [east, west] = ['GET /test in us-east-1', 'GET /test in us-west-2'];
      await explorer.run(shopTitle);
      await explorer.seeStates({ [shopTitle]: 'Failed', [east]: 'Failed', [west]: 'Passed' }, runLimitMs);
      assert.deepEqual(await faults(), []);
      await page.locator('.part.panel .xterm').getByText('Steady state after').waitFor();

      await explorer.row(east).click();
      await workbench.runCommand('Test: Peek Output');
      const peek = page.locator('.zone-widget').filter({ hasText: 'It answered 503, expected 200.' });
      await peek.locator('.editor.original .view-lines').getByText('200', { exact: true }).waitFor();
      await peek.locator('.editor.modified .view-lines').getByText('503', { exact: true }).waitFor();
      await inBothColours(workbench, '31-experiment-tests');
    }));

  it('Experiments: one that is cancelled half way leaves no fault, and says that it was interrupted', () =>
    withShops(async ({ chaos, shops, write, faults }) => {
      const { workbench } = chaos;
      await write(file, shopExperiment(shops, { pauseSeconds: 120, takesBack: true }));
      const editor = await ExperimentEditor.open(workbench, 'shop.chaos.yaml');
      await editor.lens('Run').click();
      await until(async () => (await faults()).length === 1 || undefined);
      const running = await seeNotification(workbench, `${shopTitle}: method`);
      await running.getByRole('button', { name: 'Cancel' }).click();
      await seeNotification(workbench, `${shopTitle}: interrupted`);
      assert.deepEqual(await faults(), []);
      await editor.seeLenses(/^Run \| Dry Run \| Validate \| interrupted \d\d:\d\d$/);
      await chaos.seeStatuses(() => 200);
      await expandExperiments(workbench);
      await workbench
        .tree('Experiments')
        .locator('.monaco-list-row')
        .filter({ hasText: /^The shop is open in both regions.*interrupted/ })
        .first()
        .waitFor();
    }));

  it('Experiments: two runs are told apart, side by side; the pages are good to read for everyone', () =>
    withShops(async ({ chaos, shops, write }) => {
      const { workbench } = chaos;
      await write(file, shopExperiment(shops, { pauseSeconds: 2, takesBack: false }));
      const editor = await ExperimentEditor.open(workbench, 'shop.chaos.yaml');
      await editor.lens('Run').click();
      await seeNotification(workbench, `${shopTitle}: deviated`, runLimitMs);
      await write(file, shopExperiment(shops, { pauseSeconds: 2, takesBack: true }));
      await workbench.page
        .locator('.editor-instance .view-lines')
        .getByText('us-east-1 fails, and comes back')
        .waitFor();
      await editor.lens('Run').click();
      const done = await seeNotification(workbench, `${shopTitle}: passed`, runLimitMs);
      await editor.seeLenses(/^Run \| Dry Run \| Validate \| passed \d\d:\d\d$/);
      await expandExperiments(workbench);
      const experiments = workbench.tree('Experiments').locator('.monaco-list-row');
      await experiments.first().locator('.monaco-tl-twistie').click();
      await until(async () => (await experiments.count()) === 3 || undefined);
      await done.getByRole('button', { name: 'Open Report' }).click();
      const page = reportFrame(workbench);
      await page.getByRole('heading', { name: `${shopTitle}: passed` }).waitFor();
      assert.deepEqual(await reportIssues(workbench), []);
      await inBothColours(workbench, '32-experiment-report');
      assert.deepEqual(await reportIssues(workbench), []);

      await workbench.runCommand('Chaos: Compare Runs…');
      await workbench.pick(shopTitle).first().click();
      await workbench.page.getByRole('tab', { name: /^Compared Runs/ }).waitFor();
      await page.getByRole('heading', { level: 1 }).waitFor();
      assert.deepEqual(await reportIssues(workbench), []);
      await inBothColours(workbench, '33-experiment-comparison');
      await ExperimentEditor.open(workbench, 'shop.chaos.yaml');
      await inBothColours(workbench, '30-experiment-file');
    }));
});

/** Writes one from a template where it is proposed. */
const newExperiment = async (workbench: Workbench, template: string): Promise<ExperimentEditor> => {
  await workbench.runCommand('Chaos: New Experiment…');
  await workbench.pick(template).first().click();
  await workbench.page.locator('.quick-input-message', { hasText: 'Where to' }).waitFor();
  await workbench.quickInput.press('Enter');
  const editor = new ExperimentEditor(workbench);
  await editor.lens('Run').waitFor();
  return editor;
};

const expandExperiments = async (workbench: Workbench): Promise<void> => {
  const header = workbench.page.locator('.pane-header', { hasText: 'Experiments' });
  if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  await workbench.tree('Experiments').locator('.monaco-list-row').first().waitFor();
};

/** Of what is there, without notifications; the dark one last, so that it stays. */
const inBothColours = async (workbench: Workbench, name: string): Promise<void> => {
  await workbench.runCommand('Notifications: Clear All Notifications');
  for (const [theme, kind, picture] of [
    ['Default Light Modern', 'vs', 'light'],
    ['Default Dark Modern', 'vs-dark', 'dark'],
  ] as const) {
    await workbench.setTheme(theme, kind);
    await workbench.screenshot(`${name}-${picture}`);
  }
};
