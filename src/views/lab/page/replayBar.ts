import type { ReplayInfo } from '../protocol';
import type { Act } from './actions';
import { clock } from './clock';
import { button, h, setAttributes, setText, show } from './dom';
import type { Host } from './host';
import type { Model } from './model';
import type { PanelPart } from './panelPart';

/** A second; what is shorter than a minute is looked at more closely. */
const stepOf = ({ from, to }: ReplayInfo): number => (to - from < 60_000 ? 100 : 1000);
const sliderAttributes = {
  type: 'range',
  class: 'replay-slider',
  min: 0,
  step: 1,
  'aria-label': 'Time in the recording',
};

/** What a recording has in place of the header: what it is, and a slider through its time. */
export const createReplayBar = (model: Model, host: Host, act: Act): PanelPart => {
  const title = h('strong', {});
  const problems = h('p', { class: 'muted replay-problems', role: 'status' });
  const slider = h('input', sliderAttributes);
  const shown = h('span', { class: 'number' });
  const seek = createSeek(host, (message) => setText(problems, message));
  slider.addEventListener('input', () => {
    const { replay } = model;
    if (replay) seek.to(Math.min(replay.to, replay.from + Number(slider.value) * stepOf(replay)));
  });
  const element = h(
    'header',
    { class: 'replay', 'aria-label': 'Recording' },
    title,
    h('label', { class: 'replay-time' }, slider, shown),
  );
  const report = button('Export Report…', () => act({ kind: 'exportReport' }), { class: 'secondary' });
  const experiment = button('Export Experiment…', () => act({ kind: 'exportExperiment' }), {
    class: 'secondary',
  });
  element.append(report, experiment, problems);
  const update = () => {
    const { replay } = model;
    show(element, replay !== undefined);
    if (!replay) return;
    setText(title, replay.title);
    setText(problems, replay.problems.join(' '));
    show(problems, replay.problems.length > 0);
    const readable = replay.to > replay.from;
    show(slider, readable);
    show(report, readable);
    show(experiment, readable);
    setText(shown, readable ? momentText(replay) : '');
    setAttributes(slider, { max: stepsTo(replay, replay.to), 'aria-valuetext': momentText(replay) });
    // While a person drags it, the slider is ahead of what is shown.
    if (!seek.busy) slider.value = String(stepsTo(replay, replay.at));
  };
  return { element, update };
};

const stepsTo = (replay: ReplayInfo, at: number): number => Math.ceil((at - replay.from) / stepOf(replay));

/** `12:00:07 · 0:07 of 0:20`. */
const momentText = ({ from, to, at }: ReplayInfo): string =>
  `${clock(at)} · ${minutes(at - from)} of ${minutes(to - from)}`;

const minutes = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** One request at a time; of those wanted meanwhile only the last counts. */
const createSeek = (host: Host, complain: (message: string) => void) => {
  let wanted: number | undefined;
  let busy = false;
  const run = async () => {
    busy = true;
    while (wanted !== undefined) {
      const at = wanted;
      wanted = undefined;
      await host.request({ kind: 'seek', at }).catch((error: Error) => complain(error.message));
    }
    busy = false;
  };
  return {
    get busy() {
      return busy;
    },
    to: (at: number) => {
      wanted = at;
      if (!busy) void run();
    },
  };
};
