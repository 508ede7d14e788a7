import { describeRate, loadRates } from '../../../core/lab/load/loadRate';
import { h, setAttributes, setText } from './dom';

export interface LoadSlider {
  readonly element: HTMLElement;
  /** `rate` as the host has it, and what it measures, in requests a second. */
  update(rate: number, measured: number): void;
}

/** What has been chosen is in what the host tells at the latest so long after it was done. */
const toldWithinMs = 300;

/**
 * Chooses a rate when it is let go of, or by key; beside it stands what is measured, never what was wished for. Until
 * the host has answered it stays where it was put, so that the next key goes on from there.
 */
export const createLoadSlider = (
  label: () => string,
  onChoose: (rate: number) => Promise<void>,
): LoadSlider => {
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
  const name = (value: string) => setAttributes(input, { 'aria-valuetext': value });
  let shown = 0;
  let asked = 0;
  input.addEventListener('input', () => {
    name(`${describeRate(chosen())}, asked for`);
    setText(text, `${describeRate(chosen())}?`);
  });
  input.addEventListener('change', async () => {
    asked += 1;
    await onChoose(chosen());
    await new Promise((resolve) => setTimeout(resolve, toldWithinMs));
    asked -= 1;
    if (asked === 0) show(shown);
  });
  const show = (rate: number) => {
    const position = Math.max(0, loadRates.indexOf(rate));
    if (Number(input.value) !== position) input.value = String(position);
    name(describeRate(rate));
  };
  const update = (rate: number, measured: number) => {
    setAttributes(input, { 'aria-label': label() });
    const held = asked > 0 || input.matches(':active');
    if (!held) show(rate);
    shown = rate;
    if (!held) setText(text, rate === 0 ? 'no load' : `${Math.round(measured * 10) / 10}/s measured`);
  };
  return { element, update };
};
