import { describeRate } from '../../../core/lab/load/loadRate';
import type { LoadPhase } from '../../../core/lab/load/phaseStats';
import { laneName } from '../laneImpact';
import type { LoadView } from '../protocol';
import { h, show } from './dom';
import type { Model } from './model';
import { once } from './once';
import type { PanelPart } from './panelPart';

/** So many endpoints are told of: those whose load began last; the chosen lane's before all. */
const shownLoads = 10;

const heads = ['endpoint', 'faults in force', 'p50', 'p95', 'p99', 'errors', 'measured', 'requests'];

/** Beside the lanes: what the load measured of each endpoint, phase by phase. */
export const createLoadResults = (model: Model): PanelPart => {
  const body = h('tbody');
  const head = h('tr', {}, ...heads.map((text) => h('th', { scope: 'col' }, text)));
  const caption = h('caption', { class: 'unseen' }, 'What the load measured between changes of the faults');
  const table = h('table', {}, caption, h('thead', {}, head), body);
  const attributes = { class: 'load', 'aria-label': 'Load', tabindex: 0 };
  const element = h('section', attributes, h('h2', {}, 'Load'), table);
  const rows = once((load: readonly LoadView[]) => {
    body.replaceChildren(...load.flatMap((each) => rowsOf(model, each)));
    return load;
  });
  const update = () => {
    const { laneId } = model.choices;
    const all = model.sections.load;
    show(element, all.length > 0);
    rows(all.some((each) => each.laneId === laneId) ? chosenOnly(all, laneId) : latest(all));
  };
  return { element, update };
};

const latest = once((all: readonly LoadView[]) => all.slice(-shownLoads));

let chosenOf: { all: readonly LoadView[]; laneId: string | undefined; load: readonly LoadView[] } | undefined;
/** The same list for as long as it holds the same. */
const chosenOnly = (all: readonly LoadView[], laneId: string | undefined): readonly LoadView[] => {
  if (chosenOf?.all !== all || chosenOf.laneId !== laneId)
    chosenOf = { all, laneId, load: all.filter((each) => each.laneId === laneId) };
  return chosenOf.load;
};

const rowsOf = (model: Model, load: LoadView): HTMLElement[] => {
  const lane = model.lane(load.laneId);
  const title = `${lane ? laneName(lane) : load.laneId} · ${stateText(load)}`;
  const rows = load.phases.map((phase) => cells(phase).map((text) => h('td', {}, text)));
  const measured = rows.length > 0 ? rows : [[h('td', { colspan: heads.length - 1 }, 'no answer yet')]];
  return measured.map((row, index) =>
    h('tr', {}, h('th', { scope: 'row' }, index === 0 ? title : ''), ...row),
  );
};

const stateText = ({ rate, problem }: LoadView): string => {
  if (rate > 0) return `asked ${describeRate(rate)}`;
  return problem === undefined ? 'ended' : `ended: ${problem}`;
};

const cells = (phase: LoadPhase): string[] => [
  phase.label,
  `${phase.p50Ms} ms`,
  `${phase.p95Ms} ms`,
  `${phase.p99Ms} ms`,
  `${Math.round(phase.errorRate * 1000) / 10} %`,
  `${Math.round(phase.throughput * 10) / 10}/s`,
  String(phase.requests),
];
