import { onWholePixels, stack, ticksOf, type View, xOf } from '../laneGeometry';
import type { BandView } from '../protocol';
import { clock, clockToMinutes } from './clock';
import { colors } from './colors';
import { prepare, sizeOf } from './laneCanvas';

const rowHeight = 15;
const mostRows = 3;
const tickHeight = 16;

/** The clock, and under it the names of the faults where they were in force. */
export const drawAxis = (
  canvas: HTMLCanvasElement,
  bands: readonly BandView[],
  present: { readonly from: number; readonly to: number },
): void => {
  const range = onWholePixels(present, canvas.clientWidth);
  const shown = bands.filter((band) => (band.to ?? range.to) >= range.from && band.from <= range.to);
  const rows = placeBands(shown, { ...range, width: canvas.clientWidth, height: 0 });
  const height = tickHeight + rowHeight * Math.max(0, ...rows.map(({ row }) => row + 1));
  if (canvas.clientHeight !== height) canvas.style.height = `${height}px`;
  const prepared = prepare(canvas, sizeOf(canvas));
  if (!prepared) return;
  const view = { ...range, ...prepared };
  prepared.context.font = colors().font;
  prepared.context.textBaseline = 'middle';
  drawTicks(prepared.context, view);
  for (const placed of rows) drawBand(prepared.context, placed);
};

interface Placed {
  readonly band: BandView;
  readonly left: number;
  readonly right: number;
  readonly row: number;
}

const placeBands = (bands: readonly BandView[], view: View): Placed[] => {
  const spans = [...bands]
    .sort((a, b) => a.from - b.from)
    .map((band) => ({
      band,
      left: Math.max(0, xOf(band.from, view)),
      right: Math.min(view.width, xOf(band.to ?? view.to, view)),
    }));
  return stack(spans, mostRows);
};

const drawTicks = (context: CanvasRenderingContext2D, view: View): void => {
  context.fillStyle = colors().muted;
  const zoneOffsetMs = -new Date().getTimezoneOffset() * 60_000;
  const seconds = view.to - view.from < 120_000;
  for (const at of ticksOf(view, zoneOffsetMs)) {
    const text = seconds ? clock(at) : clockToMinutes(at);
    const x = xOf(at, view);
    const half = context.measureText(text).width / 2;
    if (x - half < 0 || x + half > view.width) continue;
    context.fillText(text, x - half, tickHeight / 2);
  }
};

const drawBand = (context: CanvasRenderingContext2D, { band, left, right, row }: Placed): void => {
  const palette = colors();
  const y = tickHeight + row * rowHeight;
  const color = band.kind === 'latency' ? palette.latency : palette.band;
  const width = Math.max(2, right - left);
  context.fillStyle = color;
  context.globalAlpha = 0.25;
  context.fillRect(left, y, width, rowHeight - 2);
  context.globalAlpha = 1;
  context.fillRect(left, y, 2, rowHeight - 2);
  context.save();
  context.beginPath();
  context.rect(left, y, width, rowHeight);
  context.clip();
  context.fillStyle = palette.text;
  context.fillText(band.label, left + 5, y + rowHeight / 2);
  context.restore();
};
