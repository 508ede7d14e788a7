import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { connect, deploy } from '../../src/core/endpoints/shopApi.fixture';
import { type ChaosWorkbench, withChaos } from '../e2e/chaosWorkbench';
import { enginePid } from '../e2e/enginePid';
import { LabPage } from '../e2e/labPage';
import { until } from '../e2e/until';
import { startFakeLocalStack } from '../support/fakeLocalStack/startFakeLocalStack';
import { requires } from '../support/requires';
import { seeNotification } from '../support/seeNotification';
import { saveAs } from './saveAs';

const size = { width: 1440, height: 920 };
const probeEveryMs = 2000;
/** What comes on top of a probe's turn: its answer, a batch of changes to the page, a frame. */
const shownWithinMs = 1000;

/** Runs in the page: how long from a key on a switch until the first lane that turns. */
const watchFirstChange = `(() => {
  let pressedAt;
  globalThis.turnedAfterMs = undefined;
  addEventListener('keydown', ({ target }) => {
    if (target.closest('[role=switch]')) pressedAt ??= performance.now();
  }, true);
  new MutationObserver(() => {
    if (pressedAt !== undefined) globalThis.turnedAfterMs ??= performance.now() - pressedAt;
  }).observe(document.querySelector('.lane-list'), { subtree: true, attributeFilter: ['data-failed'] });
})()`;

/** Deploys an API with `GET /test` to a running engine. */
const deployShop = async (endpoint: string): Promise<void> => {
  const client = connect(endpoint);
  await deploy(client, { post: false });
  client.destroy();
};

const openLab = async (chaos: ChaosWorkbench): Promise<LabPage> => {
  await chaos.workbench.runCommand('Chaos: Refresh');
  const lab = await LabPage.open(chaos.workbench);
  await lab.seeStatuses(() => 200, 1);
  return lab;
};

const frameOf = async (lab: LabPage) => {
  const body = await lab.page.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  assert.ok(frame, 'the panel is there');
  return frame;
};

describe('Lab panel', function () {
  this.timeout(180_000);

  before(async function () {
    await requires(this, 'vscode', 'chromium');
  });

  it('Lab panel: turns a lane within one probe of the click; a switch of an engine that hangs returns and says why', () =>
    withChaos(
      async (chaos) => {
        await chaos.startEngine();
        await deployShop(await chaos.engine());
        const lab = await openLab(chaos);
        const frame = await frameOf(lab);
        const gateway = lab.switch('apigateway in us-east-1');
        await frame.evaluate(watchFirstChange);
        await gateway.press('Space');
        const turnedAfterMs = await until(
          async () => (await frame.evaluate<number | null>('globalThis.turnedAfterMs ?? null')) ?? undefined,
        );
        assert.ok(turnedAfterMs <= probeEveryMs + shownWithinMs, `after ${Math.round(turnedAfterMs)} ms`);
        await lab.button(/^Halt All · 1 fault/).press('Enter');
        await lab.seeStatuses(() => 200, 1);

        const pid = await enginePid(chaos);
        process.kill(pid, 'SIGSTOP');
        try {
          await gateway.press('Space');
          await lab.page
            .getByRole('alert')
            .getByText(/did not answer/)
            .waitFor({ timeout: 40_000 });
          assert.equal(await gateway.getAttribute('aria-checked'), 'false');
        } finally {
          process.kill(pid, 'SIGCONT');
        }
      },
      { size, settings: { 'chaos.probe.intervalMs': probeEveryMs } },
    ));

  it('Lab panel: puts an endpoint under load, tells phases apart, and Halt All ends fault and load', () =>
    withChaos(
      async (chaos) => {
        await chaos.startEngine();
        await deployShop(await chaos.engine());
        const lab = await openLab(chaos);
        const slider = lab.page.getByRole('slider', { name: /^Load on GET \/test/ });
        await slider.focus();
        for (let step = 0; step < 6; step++) await slider.press('ArrowRight');
        const table = lab.page.getByRole('region', { name: 'Load' }).getByRole('table');
        await table
          .getByRole('row', { name: /GET \/test · asked 10\/s no fault \d+ ms \d+ ms \d+ ms 0 %/ })
          .waitFor();
        await chaos.seeStatus(/^Chaos: off, load 10\/s/);
        await lab.switch('apigateway in us-east-1').press('Space');
        await table
          .getByRole('row', { name: /apigateway in us-east-1 \d+ ms \d+ ms \d+ ms 100 %/ })
          .waitFor();
        await chaos.seeStatus(/^Chaos: 1 fault .*load \d+/);
        await chaos.workbench.runCommand('View: Close Primary Side Bar');
        await lab.screenshot('24-lab-panel-load-dark');
        await chaos.workbench.setTheme('Default Light Modern', 'vs');
        await lab.page.locator('body.vscode-light').waitFor();
        await lab.screenshot('24-lab-panel-load-light');
        assert.deepEqual(await lab.seriousIssues(), []);
        await lab.button(/^Halt All · 1 fault/).press('Enter');
        await table.getByRole('rowheader', { name: /GET \/test .* ended$/ }).waitFor();
        await chaos.seeStatus(/^Chaos: off$/);
        assert.equal(await slider.getAttribute('aria-valuetext'), 'off');
      },
      { size },
    ));

  it('Lab panel: is used by Tab and keys alone, and says in words what it shows', () =>
    withChaos(
      async (chaos) => {
        await chaos.startEngine();
        await deployShop(await chaos.engine());
        const lab = await openLab(chaos);
        const { keyboard } = chaos.workbench.page;
        const frame = await frameOf(lab);
        const focused = () => frame.evaluate<string>(nameOfFocus);
        /** Goes on with Tab until something of that name has the focus. */
        const tabTo = async (name: RegExp) => {
          const passed: string[] = [];
          for (let stops = 0; stops < 60; stops++) {
            const here = await focused();
            if (name.test(here)) return here;
            passed.push(here);
            await keyboard.press('Tab');
          }
          throw new Error(`Tab does not come to ${name}: ${passed.join(' | ')}`);
        };
        await frame.focus('button');
        await tabTo(/^switch Everything in us-east-1/);
        await keyboard.press('ArrowDown');
        assert.match(await focused(), /^switch apigateway in us-east-1/);
        await keyboard.press('Space');
        await lab.seeStatuses(() => 503, 1);
        await lab.seeExplanation(/GET \/test in us-east-1 answers 503/);
        assert.match(await tabTo(/^button GET \/test/), /503 after \d+ ms, p95 \d+ ms · \d+ % err/);
        await keyboard.press('Enter');
        await lab.page.getByRole('button', { name: /^GET \/test/, pressed: true }).waitFor();
        await tabTo(/^select-one Injected or real/);
        await keyboard.press('i');
        await until(async () => {
          const lines = await lab.responses.allTextContents();
          return (lines.length > 1 && lines.every((line) => line.endsWith('injected'))) || undefined;
        });
        await tabTo(/^row /);
        await keyboard.press('ArrowDown');
        await lab.page.getByText('Injected: the rule for apigateway in us-east-1').waitFor();
        await frame.focus('button');
        await tabTo(/^button Halt All · 1 fault/);
        await keyboard.press('Enter');
        await lab.seeStatuses(() => 200, 1);
      },
      { size },
    ));

  it('Lab panel: records and exports by the palette and the title; the lab goes on while its panel is closed', () =>
    withChaos(
      async (chaos) => {
        const { workbench } = chaos;
        await chaos.startEngine();
        await deployShop(await chaos.engine());
        const lab = await openLab(chaos);
        await workbench.runCommand('Chaos: Start Recording');
        await lab.button(/^Stop Recording · 00:0[2-9]$/).waitFor(); // some good answers are in it
        await lab.switch('apigateway in us-east-1').click();
        await lab.seeStatuses(() => 503, 1);
        await workbench.runCommand('Chaos: Halt All');
        await lab.seeStatuses(() => 200, 1);
        await workbench.runCommand('Chaos: Stop Recording');
        await saveAs(workbench, /\.chaoslog$/, 'drill.chaoslog');
        await seeNotification(workbench, 'Saved drill.chaoslog.');
        await workbench.runCommand('Notifications: Clear All Notifications');

        await workbench.runCommand('Chaos: Open Recording…');
        await workbench.pick('drill.chaoslog').click();
        await lab.page.getByText(/^Recording of .* \(drill\.chaoslog\)$/).waitFor();
        await workbench.page
          .locator('.editor-actions')
          .getByRole('button', { name: 'Export Experiment…' })
          .click();
        await saveAs(workbench, /\.chaos\.yaml$/, 'drill.chaos.yaml');
        await until(() =>
          readFile(join(workbench.folder, 'drill.chaos.yaml'), 'utf8').catch(() => undefined),
        );
        const experiment = parse(await readFile(join(workbench.folder, 'drill.chaos.yaml'), 'utf8'));
        assert.match(experiment.method[0].name, /^Set apigateway in us-east-1: 503/);
        await workbench.runCommand('Chaos: Export Report…');
        await saveAs(workbench, /\.html$/, 'drill.html');
        await seeNotification(workbench, 'Exported drill.html.');
        await workbench.runCommand('View: Close All Editors');

        await workbench.runCommand('Chaos: Open Lab');
        await until(async () => (await lab.responseCount()) > 3 || undefined);
        await lab.seeStatuses(() => 200, 1);
        await lab.page.getByText('apigateway in us-east-1 hit GET /test, as predicted.').waitFor();
      },
      { size },
    ));

  it('Lab panel: shows AWS calls, internal ones apart, and moves nothing for who wants no motion', () =>
    withChaos(
      async (chaos) => {
        const fake = await startFakeLocalStack({ persona: 'floci' });
        try {
          await deployShop(fake.endpoint);
          await chaos.attach(fake.endpoint);
          await chaos.seeStatuses(() => 200);
          const lab = await openLab(chaos);
          assert.match(await chaos.engineLine(), / · gateway to Floci 1\.5\.12$/);
          await lab.switch('apigateway in us-east-1').click();
          await lab.seeStatuses(() => 503, 1);
          await lab.button(/^Halt All · 1 fault/).click();
          await lab.seeStatuses(() => 200, 1);

          const client = connect(await chaos.engine());
          await deploy(client, { post: false });
          client.destroy();
          await lab.page.getByRole('button', { name: /^AWS calls/ }).click();
          await lab.lanes.filter({ hasText: 'CreateRestApi' }).filter({ hasText: 'AWS call' }).waitFor();

          await chaos.workbench.page.emulateMedia({ reducedMotion: 'reduce' });
          const frame = await frameOf(lab);
          assert.deepEqual(await frame.evaluate(movingParts), []);
        } finally {
          await fake.close();
        }
      },
      { size },
    ));
});

/** Runs in the page: role, name and description of what has the focus, as a screen reader tells them. */
const nameOfFocus = `(() => {
  const element = document.activeElement;
  const role = element.getAttribute('role') ?? element.type ?? element.localName;
  const label = element.getAttribute('aria-label') ?? element.textContent;
  return [role, label, element.getAttribute('aria-description')].filter(Boolean).join(' ');
})()`;

/** Runs in the page: what takes its time to look different. */
const movingParts = `[...document.querySelectorAll('*')].flatMap((element) =>
  [undefined, '::after'].flatMap((part) => {
    const { transitionDuration, animationName } = getComputedStyle(element, part);
    return transitionDuration.split(', ').every((time) => time === '0s') && animationName === 'none'
      ? []
      : [element.className];
  }))`;
