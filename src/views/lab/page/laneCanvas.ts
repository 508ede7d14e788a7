import type { TimelineData } from '../../../core/lab/timeline';
import { type Bar, barsOf, type View, xOf } from '../laneGeometry';
import type { BandView } from '../protocol';
import { type Colors, colors } from './colors';

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const sizeOf = ({ clientWidth, clientHeight }: HTMLCanvasElement): Size => ({
  width: clientWidth,
  height: clientHeight,
});

/** Sets a canvas to the size it is shown in, sharp on every display. Undefined while it is not shown. */
export const prepare = (
  canvas: HTMLCanvasElement,
  { width, height }: Size,
): (Size & { readonly context: CanvasRenderingContext2D }) | undefined => {
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) return undefined;
  const scale = window.devicePixelRatio;
  const [wanted, tall] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wanted || canvas.height !== tall) [canvas.width, canvas.height] = [wanted, tall];
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
};

/** Bands behind, then the bars, then the edges of the bands. */
export const drawLane = (
  canvas: HTMLCanvasElement,
  size: Size,
  data: TimelineData,
  bands: readonly BandView[],
  range: { readonly from: number; readonly to: number },
): void => {
  const prepared = prepare(canvas, size);
  if (!prepared) return;
  const { context, width, height } = prepared;
  const view = { ...range, width, height };
  const palette = colors();
  for (const band of bands) fillBand(context, band, view, palette);
  // Two pixels above for the mark of what was injected.
  for (const bar of barsOf(data, { ...view, height: height - 6 })) drawBar(context, bar, height, palette);
  for (const band of bands) drawEdges(context, band, view, palette);
};

const colorOf = ({ kind }: BandView, palette: Colors) =>
  kind === 'latency' ? palette.latency : palette.band;

const fillBand = (context: CanvasRenderingContext2D, band: BandView, view: View, palette: Colors): void => {
  const left = Math.max(0, xOf(band.from, view));
  const right = Math.min(view.width, xOf(band.to ?? view.to, view));
  if (right <= left) return;
  context.globalAlpha = 0.14;
  context.fillStyle = colorOf(band, palette);
  context.fillRect(left, 0, right - left, view.height);
  context.globalAlpha = 1;
};

const drawEdges = (context: CanvasRenderingContext2D, band: BandView, view: View, palette: Colors): void => {
  context.strokeStyle = colorOf(band, palette);
  context.setLineDash([3, 3]);
  for (const at of [band.from, band.to]) {
    if (at === undefined || at < view.from || at > view.to) continue;
    const x = Math.round(xOf(at, view)) + 0.5;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, view.height);
    context.stroke();
  }
  context.setLineDash([]);
};

/** A failure is told by its shape too: a gap above its foot. What was injected has a dot on top. */
const drawBar = (context: CanvasRenderingContext2D, bar: Bar, bottom: number, palette: Colors): void => {
  context.fillStyle = palette.bars[bar.kind];
  if (bar.kind === 'failed' || bar.kind === 'none') {
    const height = Math.max(bar.height, 10);
    context.fillRect(bar.x, bottom - 3, bar.width, 3);
    context.fillRect(bar.x, bottom - height, bar.width, height - 5);
    if (bar.injected) dot(context, bar, bottom - height - 4, palette);
  } else context.fillRect(bar.x, bottom - bar.height, bar.width, bar.height);
};

const dot = (context: CanvasRenderingContext2D, { x, width }: Bar, y: number, palette: Colors): void => {
  context.fillStyle = palette.injected;
  context.fillRect(x, y, Math.max(width, 2), 2);
};
