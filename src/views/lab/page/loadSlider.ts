import { describeRate, loadRates } from '../../../core/lab/load/loadRate';
import { h, setAttributes, setText } from './dom';

export interface LoadSlider {
  readonly element: HTMLElement;
  /** `rate` as the host has it, and what it measures, in requests a second. */
  update(rate: number, measured: number): void;
}

/** Chooses a rate when it is let go of, or by key; beside it stands what is measured, never what was wished for. */
export const createLoadSlider = (label: () => string, onChoose: (rate: number) => void): LoadSlider => {
  const input = h('input', {
    class: 'load-range',
    type: 'range',
    min: 0,
    max: loadRates.length - 1,
    step: 1,
  });
  const text = h('span', { class: 'load-rate muted' });
  const element = h('div', { class: 'load-slider' }, input, text);
  const chosen = () => loadRates[Number(input.value)] ?? 0;
  const name = (rate: number) => setAttributes(input, { 'aria-valuetext': describeRate(rate) });
  let shown = 0;
  input.addEventListener('input', () => {
    name(chosen());
    setText(text, `${describeRate(chosen())}?`);
  });
  input.addEventListener('change', () => {
    onChoose(chosen());
    show(shown);
  });
  const show = (rate: number) => {
    const position = Math.max(0, loadRates.indexOf(rate));
    if (Number(input.value) !== position) input.value = String(position);
    name(rate);
  };
  const update = (rate: number, measured: number) => {
    setAttributes(input, { 'aria-label': label() });
    const held = input.matches(':active');
    if (!held) show(rate);
    shown = rate;
    if (!held) setText(text, rate === 0 ? 'no load' : `${Math.round(measured * 10) / 10}/s measured`);
  };
  return { element, update };
};
