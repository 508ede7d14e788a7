import { drawAxis } from './axisCanvas';
import { button, h, setAttributes, setText, show } from './dom';
import { createSelect } from './field';
import type { Model } from './model';
import type { PaintedPart } from './panelPart';

const minute = 60_000;
const ranges = [
  { value: String(minute), label: '1 min' },
  { value: String(5 * minute), label: '5 min' },
  { value: String(15 * minute), label: '15 min' },
  { value: String(60 * minute), label: '1 hour' },
  { value: String(360 * minute), label: '6 hours' },
];

/** Above the lanes: what the axis covers, the clock, and the faults by name. */
export const createLanesHead = (model: Model): PaintedPart => {
  const range = createSelect('Time range', (value) => model.choose({ rangeMs: Number(value) }));
  const calls = button('', () => model.choose({ calls: !model.choices.calls }), { class: 'chip' });
  const axis = h('canvas', { class: 'axis', 'aria-hidden': 'true' });
  const controls = h('div', { class: 'pair' }, range.element, calls);
  const now = h('span', { class: 'muted' }, 'now');
  const element = h('div', { class: 'lanes-head' }, h('div', {}, controls, legend()), axis, now);
  const update = () => {
    range.update(ranges, String(model.choices.rangeMs));
    const followed = model.sections.lanes.filter(({ kind }) => kind === 'call').length;
    setText(calls, `AWS calls (${followed})`);
    setAttributes(calls, { 'aria-pressed': String(model.choices.calls) });
    show(calls, followed > 0);
    setText(now, model.replay ? '' : nowText(model));
    show(element, model.lanes.length > 0);
  };
  return { element, update, draw: () => drawAxis(axis, model.sections.bands, model.range) };
};

/** The axis begins with the first answer there is, whatever range is chosen. */
const nowText = ({ range, choices }: Model): string => {
  const shownMs = range.to - range.from;
  return shownMs < choices.rangeMs ? `now · ${shortTime(shownMs)} so far` : 'now';
};

const shortTime = (ms: number): string =>
  ms < 2 * minute ? `${Math.round(ms / 1000)} s` : `${Math.floor(ms / minute)} min`;

const legend = (): HTMLElement =>
  h(
    'div',
    { class: 'legend', 'aria-hidden': 'true' },
    h('span', { class: 'ok' }, 'good'),
    h('span', { class: 'client' }, '4xx'),
    h('span', { class: 'failed' }, 'failed'),
    h('span', { class: 'injected' }, 'injected'),
  );
