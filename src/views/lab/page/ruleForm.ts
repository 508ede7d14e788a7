import { errorPresets } from '../../../core/faults/errorPresets';
import type { FaultScope } from '../../../core/faults/faultScope';
import type { RuleValues, SwitchRule } from '../protocol';
import type { Act } from './actions';
import { button, h, show } from './dom';

export interface RuleForm {
  readonly element: HTMLElement;
  /** Opens it with the rule's values, or closes it. */
  toggle(rule: SwitchRule | undefined): void;
  close(): void;
}

const minutes = [1, 5, 15, 60];

/** Probability, answer and duration of one rule. */
export const createRuleForm = (scope: FaultScope, act: Act): RuleForm => {
  const probability = h('input', { type: 'number', min: '0', max: '100', step: 'any', required: true });
  const status = h('input', { type: 'number', min: '400', max: '599', required: true });
  const code = h('input', { type: 'text', pattern: '[A-Za-z0-9]+', required: true, spellcheck: 'false' });
  const duration = h('select', {}, h('option', { value: '' }, 'as it is'));
  duration.append(...minutes.map((each) => h('option', { value: String(each) }, `${each} min from now`)));
  const presets = errorPresets(scope.service).map((preset) =>
    button(
      preset.label,
      () => {
        status.value = String(preset.statusCode);
        code.value = preset.code;
      },
      { class: 'chip', title: `${preset.statusCode} ${preset.code}` },
    ),
  );
  const element = h(
    'form',
    { class: 'rule-form', 'aria-label': 'Change the fault', hidden: true },
    h('label', {}, 'Probability, %', probability),
    h('label', {}, 'Status', status),
    h('label', {}, 'Code', code),
    h('div', { class: 'chips', role: 'group', 'aria-label': 'Answers of this service' }, ...presets),
    h('label', {}, 'Ends', duration),
    h('button', { type: 'submit', class: 'primary' }, 'Apply'),
  );
  const close = () => show(element, false);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const values: RuleValues = {
      probability: Number(probability.value) / 100,
      error: { statusCode: Number(status.value), code: code.value },
      ...(duration.value && { durationMs: Number(duration.value) * 60_000 }),
    };
    act({ kind: 'setRule', scope, values });
    close();
  });
  const open = (rule: SwitchRule) => {
    probability.value = String(Math.round(rule.probability * 1000) / 10);
    status.value = String(rule.statusCode);
    code.value = rule.code;
    duration.value = '';
    show(element, true);
    probability.focus();
  };
  return { element, close, toggle: (rule) => (rule && element.hidden ? open(rule) : close()) };
};
