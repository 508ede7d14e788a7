import { countdown } from '../../../core/countdown';
import type { Act } from './actions';
import { button, setAttributes, setText } from './dom';
import type { Model } from './model';
import type { PanelPart } from './panelPart';

/** Begins a recording, and ends it; how long it goes on already is told on the button. */
export const createRecordButton = (model: Model, act: Act): PanelPart => {
  const isOn = () => model.sections.recording.since !== undefined;
  const element = button('Record', () => act({ kind: 'record', on: !isOn() }), { class: 'secondary record' });
  const update = () => {
    const { since } = model.sections.recording;
    setText(element, since === undefined ? 'Record' : `Stop Recording · ${elapsed(model.now - since)}`);
    setAttributes(element, { 'data-active': isOn() });
  };
  return { element, update };
};

/** Full seconds only, and never less than none: the clocks may differ by a moment. */
const elapsed = (ms: number): string => countdown(Math.floor(Math.max(0, ms) / 1000) * 1000);
