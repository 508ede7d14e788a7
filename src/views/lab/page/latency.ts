import type { Act } from './actions';
import { button, h, show } from './dom';
import type { Model } from './model';
import type { PanelPart } from './panelPart';

/** The network latency of the whole engine. */
export const createLatency = (model: Model, act: Act): PanelPart => {
  const bounds = { type: 'number', min: 0, max: 60_000, step: 'any' };
  const input = h('input', { ...bounds, 'aria-label': 'Latency in milliseconds' });
  const set = (latencyMs: number) => act({ kind: 'setLatency', latencyMs });
  input.addEventListener('change', () => {
    if (input.validity.valid && input.value !== '') set(Math.round(Number(input.value)));
  });
  const off = button('Off', () => set(0), { class: 'link' });
  const unit = h('span', { class: 'muted' }, 'ms');
  const line = h('div', { class: 'latency' }, h('span', {}, 'Latency'), input, unit, off);
  const element = h('section', { 'aria-label': 'Network' }, h('h2', {}, 'Network'), line);
  const update = () => {
    const { latencyMs } = model.sections.faults;
    show(element, model.sections.engine.state === 'ready');
    show(off, latencyMs > 0);
    // What a person is typing is theirs.
    if (document.activeElement !== input) input.value = String(latencyMs);
    element.dataset.on = String(latencyMs > 0);
  };
  return { element, update };
};
