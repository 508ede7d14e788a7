import { h, setAttributes } from './dom';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A list to choose from, with its label. */
export const createSelect = (
  label: string,
  onChoose: (value: string) => void,
): { element: HTMLElement; update(choices: readonly Choice[], value: string): void } => {
  const select = h('select', { 'aria-label': label });
  select.addEventListener('change', () => onChoose(select.value));
  let shown = '';
  let last: readonly Choice[] | undefined;
  const update = (choices: readonly Choice[], value: string) => {
    const key = choices === last ? shown : JSON.stringify(choices);
    last = choices;
    if (key !== shown) {
      shown = key;
      select.replaceChildren(...choices.map((choice) => h('option', { value: choice.value }, choice.label)));
    }
    if (select.value !== value) select.value = value;
    setAttributes(select, { 'data-value': value });
  };
  return { element: select, update };
};
