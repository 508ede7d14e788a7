import { countdown } from '../../../core/countdown';
import type { Act } from './actions';
import { button, h, setAttributes, setText, show } from './dom';
import { createLoadSlider } from './loadSlider';
import type { Model } from './model';
import type { PanelPart } from './panelPart';
import { createRecordButton } from './recordButton';

/** The engine on the left; on the right the one button that ends everything. */
export const createHeader = (model: Model, act: Act): PanelPart => {
  const dot = h('span', { class: 'dot', 'aria-hidden': 'true' });
  const engine = h('span', { class: 'engine', role: 'status' });
  const counts = h('span', { class: 'muted' });
  const start = button('Start Engine', () => act({ kind: 'startEngine' }), { class: 'secondary' });
  const deploy = button('Deploy', () => act({ kind: 'deploy' }), { class: 'secondary' });
  const load = createLoadSlider(
    () => 'Load on every endpoint, requests a second',
    (rate) => act({ kind: 'setLoad', rate }),
  );
  const loadLabel = h('span', { class: 'muted', 'aria-hidden': 'true' }, 'Load, each');
  const loads = h('div', { class: 'loads' }, loadLabel, load.element);
  const halt = button('Halt All', () => act({ kind: 'haltAll' }), { class: 'halt' });
  const record = createRecordButton(model, act);
  const buttons = [start, deploy, record.element, halt];
  const element = h('header', {}, dot, engine, counts, h('span', { class: 'space' }), loads, ...buttons);
  const update = () => {
    const { engine: state } = model.sections;
    setAttributes(dot, { 'data-state': state.state });
    setText(engine, engineText(model));
    setText(counts, countText(model));
    show(
      loads,
      model.sections.lanes.some((lane) => lane.kind === 'endpoint' && lane.probed),
    );
    load.update(commonRate(model), totalMeasured(model));
    show(start, state.state === 'stopped' || state.state === 'failed');
    show(deploy, state.state === 'ready' && !state.deploying && model.sections.lanes.length === 0);
    record.update();
    setText(halt, haltText(model));
    halt.disabled = state.state !== 'ready';
    setAttributes(halt, { 'data-active': isActive(model) });
  };
  return { element, update };
};

const engineText = ({ sections: { engine } }: Model): string =>
  [
    engine.name,
    engine.address ?? '',
    engine.state === 'ready' ? 'chaos ready' : (engine.detail ?? engine.state),
  ]
    .filter(Boolean)
    .join(' · ');

const countText = ({ sections: { engine, lanes } }: Model): string => {
  const endpoints = lanes.filter(({ kind }) => kind === 'endpoint');
  const regions = new Set(endpoints.map(({ region }) => region)).size;
  return [
    endpoints.length > 0 ? `${count(regions, 'region')} · ${count(endpoints.length, 'endpoint')}` : '',
    engine.deploying ? 'a deployment is under way' : '',
    engine.lostEvents > 0 ? `${engine.lostEvents} events lost` : '',
  ]
    .filter(Boolean)
    .join(' · ');
};

/** The rate of every endpoint, when it is the same. */
const commonRate = ({ sections: { lanes, load } }: Model): number => {
  const probed = lanes.filter((lane) => lane.kind === 'endpoint' && lane.probed);
  const rates = new Set(load.filter(({ rate }) => rate > 0).map(({ rate }) => rate));
  const [rate = 0] = rates;
  return rates.size === 1 && load.filter((each) => each.rate > 0).length === probed.length ? rate : 0;
};

const totalMeasured = ({ sections: { load } }: Model): number =>
  load.reduce((sum, { measuredRate }) => sum + measuredRate, 0);

const isActive = ({ sections: { faults } }: Model): boolean => faults.count > 0 || faults.latencyMs > 0;

const haltText = (model: Model): string => {
  const { count: rules, latencyMs, endsAt } = model.sections.faults;
  return [
    'Halt All',
    rules > 0 ? count(rules, 'fault') : '',
    latencyMs > 0 ? `+${latencyMs} ms` : '',
    endsAt === undefined ? '' : countdown(endsAt - model.now),
  ]
    .filter(Boolean)
    .join(' · ');
};

export const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
