import './lab.css';
import { createAct } from './actions';
import { onThemeChange } from './colors';
import { createConsequences } from './consequences';
import { Detail } from './detail';
import { h, setText, show } from './dom';
import { createExplanation } from './explanation';
import { createHeader } from './header';
import { Host } from './host';
import { createLanes } from './lanes';
import { createLoadResults } from './loadResults';
import { createLog } from './log';
import { Model } from './model';
import { createReplayBar } from './replayBar';
import { createSwitches } from './switches';

const host = new Host();
const model = new Model(host);
const alert = h('div', { class: 'alert', role: 'alert', hidden: true });
const complain = (message: string) => {
  setText(alert, message);
  show(alert, message !== '');
};
const act = createAct(host, complain);

const lanes = createLanes(model, act);
const parts = [
  createHeader(model, act),
  createSwitches(model, act),
  lanes,
  createExplanation(model),
  createLog(model),
  new Detail(model, host),
  createReplayBar(model, host, act),
  createLoadResults(model),
  createConsequences(model),
] as const;
const [header, switches, , explanation, log, detail, replayBar, load, consequences] = parts;

const effects = h(
  'main',
  {},
  lanes.element,
  load.element,
  explanation.element,
  consequences.element,
  h('div', { class: 'evidence' }, log.element, detail.element),
);
const columns = h('div', { class: 'columns' }, switches.element, effects);
document.body.append(header.element, replayBar.element, alert, columns);

/** Painting costs more than all else here: what comes by itself is shown five times a second. */
const newsEveryMs = 200;
let due = false;
let renderedAt = Number.NEGATIVE_INFINITY;
let dueSoon = false;
/** Once for all that has changed before the next frame. */
const render = () => {
  if (due) return;
  due = true;
  requestAnimationFrame((now) => {
    due = false;
    renderedAt = now;
    for (const part of parts) part.update();
    const live = model.replay === undefined;
    show(header.element, live);
    show(switches.element, live);
    // In a frame of its own: all in one would keep a person's keys waiting where painting is slow.
    requestAnimationFrame(() => lanes.draw());
  });
};

const renderSoon = () => {
  if (dueSoon) return;
  dueSoon = true;
  const pauseMs = Math.max(0, renderedAt + newsEveryMs - performance.now());
  setTimeout(() => {
    dueSoon = false;
    render();
  }, pauseMs);
};

model.onChange((urgent) => (urgent ? render() : renderSoon()));
onThemeChange(render);
new ResizeObserver(render).observe(document.body);
// Time goes on, and with it the axis and what counts down, when nothing else happens.
setInterval(render, 1000);
host.begin((message) => {
  if (message.type === 'state') model.begin(message.state);
  else model.change(message.changes);
});
