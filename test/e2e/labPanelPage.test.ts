import assert from 'node:assert/strict';
import type { LabState, ResponseView, SwitchRow } from '../../src/views/lab/protocol';
import { requires } from '../support/requires';
import { until } from './until';
import { withLabPage } from './withLabPage';

const now = Date.UTC(2026, 0, 1, 12);
const lane = 'us-east-1/a1/local GET /v1/hello';

const row = (service: string, change: Partial<SwitchRow> = {}): SwitchRow => ({
  key: `us-east-1/${service}/*`,
  scope: { region: 'us-east-1', service },
  label: service,
  level: 1,
  on: false,
  busy: false,
  ...change,
});

const region: SwitchRow = {
  key: 'us-east-1/*/*',
  scope: { region: 'us-east-1' },
  label: 'us-east-1',
  level: 0,
  on: false,
  busy: false,
};

const state: LabState = {
  now,
  engine: { state: 'ready', name: 'embedded engine', address: 'e', deploying: false, lostEvents: 0 },
  faults: { latencyMs: 0, count: 0, regions: ['us-east-1'], others: [], warnings: [] },
  switches: [region, row('apigateway'), row('lambda')],
  lanes: [
    {
      kind: 'endpoint',
      id: lane,
      title: 'GET /v1/hello',
      region: 'us-east-1',
      behind: 'λ hello',
      integration: { kind: 'lambda', functionName: 'hello', region: 'us-east-1' },
      probed: true,
    },
  ],
  bands: [],
  explanations: [],
  unaffected: [],
  outcomes: [],
  recording: {},
  load: [],
  histories: [
    [lane, { buckets: [], marks: [{ at: now - 1000, status: 200, durationMs: 3, injected: false }] }],
  ],
  responses: [{ id: 1, laneId: lane, at: now - 1000, status: 200, durationMs: 3, injected: false }],
};

const response = (change: Partial<ResponseView>): ResponseView => ({
  origin: ['Real.'],
  headers: [],
  body: { kind: 'empty', text: '' },
  bytes: 0,
  truncated: false,
  note: 'Nothing to compare.',
  ...change,
});

describe('Lab panel: the page', function () {
  this.timeout(60_000);

  before(async function () {
    await requires(this, 'chromium');
  });

  it('turns a switch when the engine has, not when it is clicked', () =>
    withLabPage(state, async (lab) => {
      const toggle = lab.page.getByRole('switch', { name: 'lambda in us-east-1' });
      await toggle.click();
      const { id, request } = await lab.asked('toggle');
      const scope = { region: 'us-east-1', service: 'lambda' };
      assert.deepEqual(request, { kind: 'toggle', scope, on: true });
      const tell = (change: Partial<SwitchRow>) => {
        const sections = { switches: [region, row('apigateway'), row('lambda', change)] };
        return lab.send({ type: 'changes', changes: { now, sections, marks: [], responses: [] } });
      };
      await tell({ busy: true });
      await lab.page.getByText('asking the engine…').waitFor();
      assert.equal(await toggle.getAttribute('aria-checked'), 'false');
      const rule = { statusCode: 503, code: 'ServiceUnavailable', probability: 1 };
      await tell({ on: true, rule });
      await lab.page.getByText('503 ServiceUnavailable').waitFor();
      assert.equal(await toggle.getAttribute('aria-checked'), 'true');
      await lab.send({ type: 'done', id });
      assert.deepEqual(lab.errors, []);
    }));

  it('says why the engine refused, and lets the switch be as it is', () =>
    withLabPage(state, async (lab) => {
      await lab.page.getByRole('switch', { name: 'lambda in us-east-1' }).click();
      const { id } = await lab.asked('toggle');
      await lab.send({ type: 'failed', id, message: 'The engine is gone. Start it first.' });
      await lab.page.getByRole('alert').getByText('The engine is gone. Start it first.').waitFor();
      const checked = lab.page.getByRole('switch', { name: 'lambda in us-east-1', checked: false });
      await checked.waitFor();
    }));

  it('frames what a switch would hit before the click, and says so', () =>
    withLabPage(state, async (lab) => {
      const hit = lab.page.getByRole('button', { name: /GET \/v1\/hello/, description: /would be hit/ });
      await lab.page.getByRole('switch', { name: 'lambda in us-east-1' }).focus();
      await hit.waitFor();
      await lab.page.getByRole('searchbox').focus();
      await hit.waitFor({ state: 'detached' });
    }));

  it('puts an endpoint under load by keyboard, and shows what is measured, phase by phase', () =>
    withLabPage(state, async (lab) => {
      const slider = lab.page.getByRole('slider', { name: /Load on GET \/v1\/hello/ });
      await slider.press('ArrowRight');
      const { id, request } = await lab.asked('setLoad');
      assert.deepEqual(request, { kind: 'setLoad', laneId: lane, rate: 0.2 });
      assert.equal(await slider.getAttribute('aria-valuetext'), '1 each 5 s, asked for');
      await slider.press('ArrowRight');
      const next = await lab.asked('setLoad');
      assert.deepEqual(next.request, { kind: 'setLoad', laneId: lane, rate: 0.5 });
      await lab.send({ type: 'done', id });
      await lab.send({ type: 'failed', id: next.id, message: 'No room.' });
      const says = (value: string) =>
        until(async () => (await slider.getAttribute('aria-valuetext')) === value || undefined);
      await says('off'); // the load there is, not the one wished for
      const times = { from: now, p50Ms: 4, p95Ms: 12, p99Ms: 31, requests: 100, throughput: 19.8 };
      const phases = [
        { ...times, id: 1, label: 'no fault', errorRate: 0 },
        { ...times, id: 2, label: 'lambda in us-east-1', errorRate: 0.995 },
      ];
      const tell = (load: LabState['load']) =>
        lab.send({ type: 'changes', changes: { now, sections: { load }, marks: [], responses: [] } });
      await tell([{ laneId: lane, rate: 20, measuredRate: 19.6, phases }]);
      await lab.page
        .getByRole('row', { name: /GET \/v1\/hello · asked 20\/s no fault 4 ms .* 0 %/ })
        .waitFor();
      await lab.page
        .getByRole('row', { name: /lambda in us-east-1 4 ms 12 ms 31 ms 99\.5 % 19\.8\/s/ })
        .waitFor();
      await says('20/s');
      await tell([{ laneId: lane, rate: 0, measuredRate: 0, phases: [], problem: 'No such URL.' }]);
      await lab.page.getByRole('row', { name: /ended: No such URL\. no answer yet/ }).waitFor();
      assert.deepEqual(lab.errors, []);
    }));

  it('shows hostile, binary and cut bodies as what they are', () =>
    withLabPage(state, async (lab) => {
      await lab.page.getByRole('row', { name: /GET \/v1\/hello/ }).click();
      const { id } = await lab.asked('readResponse');
      const text = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
      const body = { kind: 'text', text } as const;
      await lab.send({ type: 'done', id, value: response({ body, bytes: 9, truncated: true }) });
      await lab.page.getByText('Nothing to compare.').waitFor();
      await lab.page.getByRole('tab', { name: 'Against the last healthy answer' }).press('ArrowRight');
      await lab.page.getByRole('tabpanel', { name: 'Body' }).getByText(text).waitFor();
      await lab.page.getByText('Longer than the 9 bytes that are kept.').waitFor();
      assert.equal(await lab.page.title(), 'Lab');
      assert.equal(await lab.page.locator('img').count(), 0);
      assert.deepEqual(lab.errors, []);
    }));

  it('records from one key to the next, and says for how long', () =>
    withLabPage(state, async (lab) => {
      const tell = (since?: number) => {
        const sections = { recording: since === undefined ? {} : { since } };
        return lab.send({ type: 'changes', changes: { now, sections, marks: [], responses: [] } });
      };
      await lab.page.getByRole('button', { name: 'Record', exact: true }).press('Enter');
      assert.deepEqual((await lab.asked('record')).request, { kind: 'record', on: true });
      await tell(now - 65_000);
      await lab.page.getByRole('button', { name: /^Stop Recording · 01:0\d$/ }).press('Space');
      assert.deepEqual((await lab.asked('record')).request, { kind: 'record', on: false });
      await tell();
      await lab.page.getByRole('button', { name: 'Record', exact: true }).waitFor();
      assert.deepEqual(lab.errors, []);
    }));

  it('filters the log, and walks it by keyboard', () =>
    withLabPage(state, async (lab) => {
      const responses = [502, 404, 200].map((status, index) => ({
        ...state.responses[0],
        id: index + 2,
        laneId: lane,
        at: now,
        durationMs: 1,
        status,
        injected: status === 502,
      }));
      await lab.send({ type: 'changes', changes: { now, sections: {}, marks: [], responses } });
      const grid = lab.page.getByRole('grid', { name: 'Responses' });
      const statuses = () => grid.locator('.status').allTextContents();
      await until(async () => (await statuses()).join() === '200,404,502,200' || undefined);
      await grid.getByRole('row').nth(1).press('ArrowDown');
      await grid.getByRole('row', { name: /404/, selected: true }).waitFor();
      await lab.page.getByLabel('Status', { exact: true }).selectOption('Failed');
      await until(async () => (await statuses()).join() === '502' || undefined);
      await lab.page.getByLabel('Injected or real').selectOption('Real');
      await lab.page.getByText('no response fits').waitFor();
    }));

  it('keeps up with hundreds of lanes and thousands of responses', () =>
    withLabPage(state, async (lab) => {
      const lanes = Array.from({ length: 500 }, (_, n) => {
        const [first] = state.lanes;
        return { ...(first as LabState['lanes'][number]), id: `lane ${n}`, title: `GET /v1/${n}` };
      });
      const batch = (from: number) => ({
        marks: lanes.map(({ id }) => ({ laneId: id, at: now, status: 200, durationMs: 1, injected: false })),
        responses: lanes.map(({ id }, n) => ({ ...responseRow(from + n), laneId: id })),
      });
      await lab.send({ type: 'changes', changes: { now, sections: { lanes }, ...batch(10) } });
      for (let n = 1; n < 20; n++)
        await lab.send({ type: 'changes', changes: { now, sections: {}, ...batch(10 + n * 500) } });
      await lab.page.getByText('the latest 150 of 1000').waitFor();
      assert.equal(
        await lab.page.getByRole('list', { name: 'Endpoints' }).getByRole('listitem').count(),
        500,
      );
      assert.deepEqual(lab.errors, []);
    }));
});

const responseRow = (id: number) => ({ id, at: now, status: 200, durationMs: 1, injected: false });
