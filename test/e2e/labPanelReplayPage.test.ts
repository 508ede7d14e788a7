import assert from 'node:assert/strict';
import { Replay } from '../../src/core/lab/recording/replay';
import { helloEndpoint, readText, testHeader, testText } from '../../src/core/lab/recording/testRecording';
import { type OpenedRecording, replayState } from '../../src/views/replay/replayState';
import { requires } from '../support/requires';
import { until } from './until';
import { type LonePage, withLabPage } from './withLabPage';

const { startedAt } = testHeader;

const open = async (): Promise<OpenedRecording> => {
  const recording = await readText(testText);
  return { name: 'a.chaoslog', recording, replay: new Replay(recording) };
};

/** Does what the host does. */
const answerSeek = async (lab: LonePage, opened: OpenedRecording): Promise<number> => {
  const { id, request } = await lab.asked('seek');
  await lab.send({ type: 'state', state: replayState(opened, request.at) });
  await lab.send({ type: 'done', id });
  return request.at - startedAt;
};

describe('Lab panel: the page of a recording', function () {
  this.timeout(60_000);

  before(async function () {
    await requires(this, 'chromium');
  });

  it('has no switches, and is wound by keyboard', async () => {
    const opened = await open();
    await withLabPage(replayState(opened, startedAt + 20_000), async (lab) => {
      await lab.page.getByText(/^Recording of .* \(a\.chaoslog\)$/).waitFor();
      assert.equal(await lab.page.getByRole('switch').count(), 0);
      assert.equal(await lab.page.getByRole('slider').count(), 1);
      assert.equal(await lab.page.getByRole('button', { name: /Halt All|Deploy|Start/ }).count(), 0);
      const statuses = async () => (await lab.page.locator('.log-row .status').allTextContents()).join();
      await until(async () => (await statuses()) === '200,502,502,200' || undefined);
      const slider = lab.page.getByRole('slider', { name: 'Time in the recording' });
      assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /· 0:20 of 0:20$/);
      await slider.press('Home');
      assert.equal(await answerSeek(lab, opened), 0);
      await lab.page.getByText('no response fits').waitFor();
      for (const step of [1, 2]) {
        await slider.press('ArrowRight');
        assert.equal(await answerSeek(lab, opened), step * 100);
      }
      await slider.press('PageUp');
      await answerSeek(lab, opened);
      await until(async () => (await statuses()) === '200' || undefined);
      await slider.fill('120');
      await answerSeek(lab, opened);
      await lab.page
        .getByRole('status', { name: 'Explanation' })
        .getByText(/could not invoke/)
        .waitFor();
      const lane = lab.page.getByRole('button', { name: /GET \/v1\/hello/, description: /502 after 5 ms/ });
      await lane.waitFor();
      await lab.page.getByRole('button', { name: 'Export Report…' }).press('Enter');
      await lab.asked('exportReport');
      assert.deepEqual(lab.errors, []);
    });
  });

  it('shows a response of it, hostile as it may be', async () => {
    const opened = await open();
    await withLabPage(replayState(opened, startedAt + 7000), async (lab) => {
      await lab.page.getByRole('row', { name: /GET \/v1\/hello.*502/ }).click();
      const { request } = await lab.asked('readResponse');
      const found = 'replay' in opened ? opened.replay.find(request.responseId) : undefined;
      assert.equal(found?.endpointId, helloEndpoint.id);
      assert.equal(found?.status, 502);
    });
  });

  it('says why a file cannot be shown', () =>
    withLabPage(replayState({ name: 'b.chaoslog', problem: 'This is not a recording.' }, 0), async (lab) => {
      await lab.page.getByText('This is not a recording.').waitFor();
      assert.equal(await lab.page.getByRole('slider').count(), 0);
    }));
});
