import type { LaneHead } from '../protocol';
import { drawAxis } from './axisCanvas';
import { button, h, setText, show } from './dom';
import { createSelect } from './field';
import { KeyedList } from './keyedList';
import { createLane, type LaneView } from './laneView';
import type { Model } from './model';

const minute = 60_000;
const ranges = [
  { value: String(minute), label: '1 min' },
  { value: String(5 * minute), label: '5 min' },
  { value: String(15 * minute), label: '15 min' },
  { value: String(60 * minute), label: '1 hour' },
  { value: String(360 * minute), label: '6 hours' },
];

/** The right side: every lane on one time axis. */
export const createLanes = (model: Model): { element: HTMLElement; update(): void; draw(): void } => {
  const range = createSelect('Time range', (value) => model.choose({ rangeMs: Number(value) }));
  const calls = button('', () => model.choose({ calls: !model.choices.calls }), { class: 'chip' });
  const axis = h('canvas', { class: 'axis', 'aria-hidden': 'true' });
  const head = h(
    'div',
    { class: 'lanes-head' },
    h('div', {}, h('div', { class: 'pair' }, range.element, calls), legend()),
    axis,
    h('span', { class: 'muted axis-now' }, 'now'),
  );
  const list = h('ul', { class: 'lane-list', 'aria-label': 'Endpoints' });
  const seen = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        isIntersecting ? seen.add(target) : seen.delete(target);
      refresh();
      draw();
    },
    { rootMargin: '200px' },
  );
  const views = new Map<Element, LaneView>();
  let last: readonly LaneHead[] | undefined;
  const lanes = new KeyedList<LaneHead>(
    list,
    ({ id }) => id,
    (lane) => {
      const view = createLane(model, lane);
      views.set(view.element, view);
      observer.observe(view.element);
      return { ...view, dispose: () => forget(view.element) };
    },
  );
  const forget = (element: Element) => {
    observer.unobserve(element);
    seen.delete(element);
    views.delete(element);
  };
  const empty = h('p', { class: 'empty' });
  const element = h('section', { class: 'lanes', 'aria-label': 'Responses over time' }, head, list, empty);
  const update = () => {
    range.update(ranges, String(model.choices.rangeMs));
    const followed = model.sections.lanes.filter(({ kind }) => kind === 'call').length;
    setText(calls, `AWS calls (${followed})`);
    calls.setAttribute('aria-pressed', String(model.choices.calls));
    show(calls, followed > 0);
    const { lanes: shown } = model;
    if (shown === last) refresh();
    else lanes.show(shown);
    last = shown;
    setText(empty, emptyText(model));
    show(empty, shown.length === 0);
    show(head, shown.length > 0);
  };
  /** Only what is in view: there may be hundreds. */
  const refresh = () => {
    for (const lane of seen) views.get(lane)?.refresh();
  };
  const draw = () => {
    drawAxis(axis, model.sections.bands, model.range);
    for (const lane of seen) views.get(lane)?.draw();
  };
  return { element, update, draw };
};

const legend = (): HTMLElement =>
  h(
    'div',
    { class: 'legend', 'aria-hidden': 'true' },
    h('span', { class: 'ok' }, 'good'),
    h('span', { class: 'client' }, '4xx'),
    h('span', { class: 'failed' }, 'failed'),
    h('span', { class: 'injected' }, 'injected'),
  );

const emptyText = ({ sections: { engine } }: Model): string => {
  if (engine.deploying) return 'The application is being deployed. Its endpoints appear here.';
  if (engine.state === 'ready' || engine.state === 'without-chaos')
    return 'Nothing is deployed yet. Deploy the application to see each of its endpoints here.';
  return engine.detail ?? '';
};
