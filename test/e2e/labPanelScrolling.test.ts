import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { LabState, LaneHead, ResponseRow } from '../../src/views/lab/protocol';
import { requires } from '../support/requires';
import { until } from './until';
import { withLabPage } from './withLabPage';

const now = Date.UTC(2026, 0, 1, 12);

const lanes = Array.from(
  { length: 200 },
  (_, index): LaneHead => ({
    kind: 'endpoint',
    id: `lane ${index}`,
    title: `GET /v1/${index}`,
    region: 'us-east-1',
    behind: 'mock',
    integration: { kind: 'mock' },
    probed: true,
  }),
);

const responseOf = (index: number): ResponseRow => ({
  id: index + 1,
  laneId: `lane ${index}`,
  at: now - 200 + index,
  status: 200,
  durationMs: index,
  injected: false,
});

const state: LabState = {
  now,
  engine: { state: 'ready', name: 'embedded engine', address: 'e', deploying: false, lostEvents: 0 },
  faults: { latencyMs: 0, count: 0, regions: ['us-east-1'], others: [], warnings: [] },
  switches: [],
  lanes,
  bands: [],
  explanations: [],
  unaffected: [],
  outcomes: [],
  recording: {},
  load: [],
  histories: lanes.map(({ id }) => [
    id,
    { buckets: [], marks: [{ at: now - 1000, status: 200, durationMs: 3, injected: false }] },
  ]),
  responses: lanes.map((_, index) => responseOf(index)),
};

/** Whether anything is painted on it. */
const isPainted = (canvas: Locator): Promise<boolean> => canvas.evaluate(hasColour as never);

const hasColour = (canvas: {
  width: number;
  height: number;
  getContext(kind: string): {
    getImageData(x: number, y: number, w: number, h: number): { data: Uint8ClampedArray };
  };
}) =>
  canvas
    .getContext('2d')
    .getImageData(0, 0, canvas.width, canvas.height)
    .data.some((value) => value > 0);

describe('Lab panel: the page, scrolled', function () {
  this.timeout(60_000);

  before(async function () {
    await requires(this, 'chromium');
  });

  it('shows what a lane far down has to say once it is there', () =>
    withLabPage(state, async (lab) => {
      const lane = lab.page.getByRole('listitem').filter({ hasText: 'GET /v1/150' });
      await until(async () => (await lab.page.getByRole('listitem').count()) === 200 || undefined);
      await lane.scrollIntoViewIfNeeded();
      await until(async () => (await isPainted(lane.locator('canvas'))) || undefined);
      const change = { laneId: 'lane 150', at: now, status: 502, durationMs: 7, injected: true };
      await lab.send({ type: 'changes', changes: { now, sections: {}, marks: [change], responses: [] } });
      await lane.filter({ hasText: '502' }).waitFor();
    }));

  it('holds all of a lane only while it is in view, or a person is in it', () =>
    withLabPage(state, async (lab) => {
      const list = lab.page.getByRole('list', { name: 'Endpoints' });
      const laneOf = (title: string) =>
        list.getByRole('listitem').filter({ has: lab.page.getByText(title, { exact: true }) });
      const near = laneOf('GET /v1/0').locator('canvas');
      await near.waitFor();
      assert.ok((await list.locator('canvas').count()) < 60, 'others have a name only');
      await laneOf('GET /v1/150').getByRole('button').press('Tab');
      const load = laneOf('GET /v1/150').locator('input:focus');
      await load.waitFor(); // a lane that is reached by keyboard is whole before the next key
      await near.waitFor({ state: 'detached' });
      await laneOf('GET /v1/0').scrollIntoViewIfNeeded();
      await near.waitFor();
      await load.waitFor({ state: 'attached' });
      assert.ok((await list.locator('canvas').count()) < 60);
    }));

  it('reaches every line of the log, by scrolling and by keyboard', () =>
    withLabPage(state, async (lab) => {
      const grid = lab.page.getByRole('grid', { name: 'Responses' });
      const rows = grid.locator('.log-row:not(.log-head)');
      await until(async () => (await rows.count()) > 0 || undefined);
      assert.ok((await rows.count()) < 60, 'lines that nobody has scrolled to cost nothing');
      assert.equal(await grid.getAttribute('aria-rowcount'), '151');
      await rows.first().press('End');
      const last = grid.getByRole('row', { name: / GET \/v1\/50 /, selected: true });
      await last.waitFor();
      assert.equal(await rows.count(), 150);
      await last.press('Home');
      await grid.getByRole('row', { name: / GET \/v1\/199 /, selected: true }).waitFor();
      await until(async () => {
        await rows.last().scrollIntoViewIfNeeded();
        return (await rows.count()) === 150 || undefined;
      });
    }));

  it('keeps the line that is selected, however many come after it', () =>
    withLabPage(state, async (lab) => {
      const grid = lab.page.getByRole('grid', { name: 'Responses' });
      await grid.getByRole('row', { name: / GET \/v1\/199 / }).click();
      const later = Array.from({ length: 100 }, (_, index) => ({
        ...responseOf(index),
        id: 1000 + index,
        at: now,
      }));
      await lab.send({ type: 'changes', changes: { now, sections: {}, marks: [], responses: later } });
      await grid.getByRole('row', { name: / GET \/v1\/99 / }).waitFor({ state: 'attached' });
      await grid.getByRole('row', { name: / GET \/v1\/199 /, selected: true }).waitFor({ state: 'attached' });
    }));
});
