import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { connect, deploy } from '../../src/core/endpoints/shopApi.fixture';
import { readRecording } from '../../src/core/lab/recording/readRecording';
import { withChaos } from '../e2e/chaosWorkbench';
import { LabPage } from '../e2e/labPage';
import { until } from '../e2e/until';
import { requires } from '../support/requires';
import { seeNotification } from '../support/seeNotification';
import type { Workbench } from '../support/workbench';
import { saveAs } from './saveAs';

/** Opens the report in a page of its own, which must ask for nothing and complain of nothing. */
const seeReport = async (workbench: Workbench): Promise<void> => {
  const page = await workbench.page.context().browser()?.newPage();
  assert.ok(page);
  const [asked, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  const url = pathToFileURL(join(workbench.folder, 'outage.html')).href;
  await page.goto(url);
  await page.getByRole('heading', { name: /^Chaos Lab: recording of/ }).waitFor();
  await page.getByRole('img', { name: 'Answers over time' }).waitFor();
  await page.getByRole('row', { name: /GET \/test · us-east-1 2, with faults \d+ [1-9][\d.]* %/ }).waitFor();
  await page.getByRole('heading', { name: 'GET /test · us-east-1: 503' }).waitFor();
  assert.deepEqual(asked, [url]);
  assert.deepEqual(complaints, []);
  await page.close();
};

describe('Lab panel', function () {
  this.timeout(180_000);

  before(async function () {
    await requires(this, 'vscode', 'chromium');
  });

  it('Lab panel: records, saves, replays and exports', () =>
    withChaos(
      async (chaos) => {
        const { workbench } = chaos;
        await chaos.startEngine();
        const client = connect(await chaos.engine());
        await deploy(client, { post: false });
        client.destroy();
        await workbench.runCommand('Chaos: Refresh');
        const lab = await LabPage.open(workbench);
        await lab.seeStatuses(() => 200, 1);

        await lab.button(/^Record$/).press('Enter');
        await lab.button(/^Stop Recording · 00:0\d$/).waitFor();
        await lab.switch('apigateway in us-east-1').click();
        const injected = lab.responses.filter({ hasText: 'injected' });
        await until(async () => (await injected.count()) >= 4 || undefined);
        await lab.button(/^Halt All · 1 fault/).click();
        await lab.seeStatuses(() => 200, 1);
        await lab.button(/^Stop Recording/).press('Enter');
        await saveAs(workbench, /^lab .*\.chaoslog$/, 'outage.chaoslog');
        const saved = await seeNotification(workbench, 'Saved outage.chaoslog.');
        await lab.button(/^Record$/).waitFor();
        const { header, lines, problems } = await readRecording(
          createReadStream(join(workbench.folder, 'outage.chaoslog')),
        );
        assert.deepEqual(problems, []);
        assert.ok(lines.some((line) => line.kind === 'probe' && line.status === 503 && line.injected));

        await saved.getByRole('button', { name: 'Open' }).click();
        await lab.page.getByText(/^Recording of .* \(outage\.chaoslog\)$/).waitFor();
        await workbench.runCommand('Notifications: Clear All Notifications');
        await lab.seeStatuses(() => 200, 1);
        assert.equal(await lab.page.getByRole('switch').count(), 0);
        const slider = lab.page.getByRole('slider', { name: 'Time in the recording' });
        const failed = lines.find((line) => line.kind === 'probe' && line.status === 503);
        assert.ok(failed?.kind === 'probe');
        const sinceStart = failed.at + failed.durationMs - header.startedAt;
        await slider.fill(String(Math.ceil(sinceStart / 100)));
        await lab.seeStatuses(() => 503, 1);
        await lab.seeExplanation(/GET \/test in us-east-1 answers 503/);
        await lab.page
          .getByRole('row', { name: /503.*injected/ })
          .first()
          .click();
        await lab.page.getByText('Injected: the rule for apigateway in us-east-1').waitFor();
        assert.deepEqual(await lab.seriousIssues(), []);
        await slider.press('End');
        await lab.seeStatuses(() => 200, 1);
        await workbench.runCommand('View: Close Primary Side Bar');
        await lab.screenshot('23-lab-panel-replay');

        await lab.button('Export Report…').press('Enter');
        await saveAs(workbench, /^outage\.html$/, 'outage.html');
        await seeNotification(workbench, 'Exported outage.html.');
        assert.deepEqual((await readdir(workbench.folder)).sort(), ['outage.chaoslog', 'outage.html']);
        await seeReport(workbench);
      },
      { size: { width: 1440, height: 920 } },
    ));
});
