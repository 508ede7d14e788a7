import type { FaultBand } from '../../faultBands';
import { isFailed, type Mark } from '../../mark';
import { type Html, html } from './html';

/** One lane of the picture. */
export interface PictureLane {
  readonly title: string;
  readonly marks: readonly Mark[];
  /** Those that hit this lane. */
  readonly bands: readonly FaultBand[];
}

interface Span {
  /** Unix ms. */
  readonly from: number;
  /** Unix ms. */
  readonly to: number;
}

const width = 1000;
const nameWidth = 230;
const laneHeight = 30;
const columns = 180;
const columnWidth = (width - nameWidth) / columns;

/** The lanes below each other on one time axis; many answers are one bar, red as far as they failed. */
export const timelineSvg = (lanes: readonly PictureLane[], span: Span): Html => {
  const height = lanes.length * laneHeight + 20;
  const rows = lanes.map((lane, index) => laneSvg(lane, index * laneHeight, span));
  return html`<svg role="img" aria-label="Answers over time" viewBox="0 0 ${width} ${height}">
${rows}
${ticks(span, height - 5)}
</svg>`;
};

const xOf = (at: number, { from, to }: Span): number => {
  const share = Math.min(1, Math.max(0, (at - from) / (to - from)));
  return nameWidth + share * (width - nameWidth);
};

const laneSvg = ({ title, marks, bands }: PictureLane, y: number, span: Span): Html => {
  const name = title.length > 34 ? `${title.slice(0, 33)}…` : title;
  return html`<g><title>${title}</title><text x="0" y="${y + 19}">${name}</text>
${bands.map((band) => bandSvg(band, y, span))}
${barsSvg(marks, y, span)}
<line x1="0" x2="${width}" y1="${y + laneHeight - 1}" y2="${y + laneHeight - 1}"/></g>`;
};

const bandSvg = ({ from, to, kind, label }: FaultBand, y: number, span: Span): Html => {
  const [left, right] = [xOf(from, span), xOf(to ?? span.to, span)];
  return html`<rect class="band ${kind}" x="${round(left)}" y="${y}" width="${round(Math.max(1, right - left))}" height="${laneHeight}"><title>${label}</title></rect>`;
};

const barsSvg = (marks: readonly Mark[], y: number, span: Span): Html[] => {
  const counts = new Map<number, { all: number; failed: number }>();
  for (const mark of marks) {
    const column = Math.min(columns - 1, Math.floor((xOf(mark.at, span) - nameWidth) / columnWidth));
    const count = counts.get(column) ?? { all: 0, failed: 0 };
    counts.set(column, { all: count.all + 1, failed: count.failed + (isFailed(mark) ? 1 : 0) });
  }
  return [...counts].map(([column, count]) => barSvg(column, count, y));
};

const barSvg = (column: number, { all, failed }: { all: number; failed: number }, y: number): Html => {
  const full = laneHeight - 8;
  const red = Math.round((full * failed) / all);
  const x = round(nameWidth + column * columnWidth);
  const barWidth = round(columnWidth * 0.8);
  const bar = (name: string, top: number, height: number) =>
    html`<rect class="${name}" x="${x}" y="${y + 4 + top}" width="${barWidth}" height="${height}"/>`;
  const green = red < full ? [bar('good', 0, full - red)] : [];
  return html`${[...green, ...(red > 0 ? [bar('failed', full - red, red)] : [])]}`;
};

const ticks = (span: Span, y: number): Html[] =>
  [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = span.from + share * (span.to - span.from);
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
    return html`<text class="tick" text-anchor="${anchor}" x="${round(xOf(at, span))}" y="${y}">${clock(at)}</text>`;
  });

export const clock = (at: number): string => new Date(at).toLocaleTimeString([], { hour12: false });

const round = (value: number): number => Math.round(value * 10) / 10;
