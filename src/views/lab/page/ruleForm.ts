import { type ErrorPreset, errorPresets } from '../../../core/faults/errorPresets';
import type { FaultScope } from '../../../core/faults/faultScope';
import type { RuleValues, SwitchRule } from '../protocol';
import type { Act } from './actions';
import { button, h } from './dom';

const minutes = [1, 5, 15, 60];

/** Probability, answer and duration of one rule; `onEnd` when it was applied, or given up. */
export const createRuleForm = (
  scope: FaultScope,
  rule: SwitchRule,
  act: Act,
  onEnd: () => void,
): HTMLFormElement => {
  const percent = String(Math.round(rule.probability * 1000) / 10);
  const number = { type: 'number', required: true };
  const probability = h('input', { ...number, min: 0, max: 100, step: 'any', value: percent });
  const status = h('input', { ...number, min: 400, max: 599, value: rule.statusCode });
  const text = { type: 'text', pattern: '[A-Za-z0-9]+', required: true, spellcheck: 'false' };
  const code = h('input', { ...text, value: rule.code });
  const duration = h('select', {}, h('option', { value: '' }, 'as it is'));
  duration.append(...minutes.map((each) => h('option', { value: each }, `${each} min from now`)));
  const fill = (preset: ErrorPreset) => {
    status.value = String(preset.statusCode);
    code.value = preset.code;
  };
  const form = h(
    'form',
    { class: 'rule-form', 'aria-label': 'Change the fault' },
    h('label', {}, 'Probability, %', probability),
    h('label', {}, 'Status', status),
    h('label', {}, 'Code', code),
    presetButtons(scope, fill),
    h('label', {}, 'Ends', duration),
    h('button', { type: 'submit', class: 'primary' }, 'Apply'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const values: RuleValues = {
      probability: Number(probability.value) / 100,
      error: { statusCode: Number(status.value), code: code.value },
      ...(duration.value && { durationMs: Number(duration.value) * 60_000 }),
    };
    act({ kind: 'setRule', scope, values });
    onEnd();
  });
  form.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') onEnd();
  });
  return form;
};

/** What this service answers in real life. */
const presetButtons = ({ service }: FaultScope, fill: (preset: ErrorPreset) => void): HTMLElement => {
  const buttons = errorPresets(service).map((preset) =>
    button(preset.label, () => fill(preset), { class: 'chip', title: `${preset.statusCode} ${preset.code}` }),
  );
  return h('div', { class: 'chips', role: 'group', 'aria-label': 'Answers of this service' }, ...buttons);
};
