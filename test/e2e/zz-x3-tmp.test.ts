import { mkdir, writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withChaos } from '/work/main/test/e2e/chaosWorkbench';
import { RunHistory } from '/work/main/src/core/experiments/history/runHistory';
import { deviatedJournal, journal, timeAt, measured, neverStartedJournal } from '/work/main/src/core/experiments/report/testJournal';

const axe = async () => readFile('/tmp/x3/node_modules/axe-core/axe.min.js', 'utf8');

describe('shots', function () {
  this.timeout(240000);
  it('takes', () => withChaos(async (chaos) => {
    const wb = chaos.workbench; const page = wb.page;
    const shot = (n: string) => page.screenshot({ path: `/tmp/x3/${n}.png` });
    await shot('0');
    await page.locator('.pane-header', { hasText: 'Experiments' }).click();
    await wb.row('Experiments', 'Lambda outage').waitFor();
    await page.waitForTimeout(1500);
    await shot('1-view');
    await page.locator('.pane-header', { hasText: 'Endpoints' }).click();
    await page.locator('.pane-header', { hasText: 'Faults' }).click();
    await wb.row('Experiments', 'Lambda outage').locator('.monaco-tl-twistie').click();
    await page.waitForTimeout(800);
    await wb.row('Experiments', 'Lambda outage').hover();
    await page.waitForTimeout(1500);
    await shot('2-view');
    await wb.row('Experiments', 'Lambda outage').locator('xpath=following-sibling::*[1]').click();
    await page.waitForTimeout(2500);
    await shot('3-report');
    const frame = () => page.frames().find((f) => f.url().includes('fake.html') || f.name() === 'active-frame');
    const frames = page.frames().map((f) => f.url());
    console.log(frames);
    const inner = page.frames().filter((f) => f.url().includes('fake.html')).at(-1) ?? page.frames().at(-1)!;
    const text = await inner.locator('main').innerText().catch((e) => String(e));
    console.log(text.slice(0, 400));
    for (const [name, kind] of [['Default Light Modern','vs'],['Default High Contrast','hc-black'],['Default High Contrast Light','hc-light'],['Default Dark Modern','vs-dark']] as const) {
      await wb.setTheme(name, kind);
      await page.waitForTimeout(700);
      await shot(`4-${kind}`);
      const colors = await inner.evaluate(() => {
        const css = (s: string) => { const e = document.querySelector(s); return e && getComputedStyle(e).color; };
        return { bg: getComputedStyle(document.body).backgroundColor, text: css('main'), good: css('.good'), bad: css('.bad'), muted: css('.muted') };
      }).catch((e) => String(e));
      console.log(kind, JSON.stringify(colors));
    }
    await wb.runCommand('Chaos: Compare Runs…');
    await page.waitForTimeout(1500);
    await shot('5-pick');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(3000);
    await shot('6-compare');
    await page.reload();
    await page.waitForTimeout(9000);
    await shot('7-reloaded');
    console.log(wb.consoleErrors);
  }, { prepare: async (folder) => {
    const h = new RunHistory(folder);
    await h.write(journal());
    await h.write({ ...deviatedJournal, start: timeAt(60), extensions: [measured] } as never);
    await h.write({ ...neverStartedJournal, start: timeAt(90), experiment: {...journal().experiment, title: 'Region drill'} });
    await h.write(journal({ start: timeAt(100), experiment: {...journal().experiment, title: 'Somewhere else'} }));
    await mkdir(join(folder, 'experiments'));
    for (const t of ['Lambda outage', 'Region drill', 'Never'])
      await writeFile(join(folder, 'experiments', t.replace(/ /g,'-') + '.chaos.json'), JSON.stringify({ title: t, description: 'What needs no Lambda stays.', tags: ['lambda'], method: [] }));
    await writeFile(join(folder, 'experiments', 'broken.chaos.yaml'), 'title: Broken\n');
  } }));
});
