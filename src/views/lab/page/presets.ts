import { errorPresets } from '../../../core/faults/errorPresets';
import { knownServices } from '../../../core/lab/knownServices';
import type { LabRequest } from '../protocol';
import type { Act } from './actions';
import { button, h, setAttributes, show } from './dom';
import { createSelect } from './field';
import type { Model } from './model';
import type { PanelPart } from './panelPart';

/** Of the network; a preset is one click. */
const slowMs = 400;

interface Preset {
  readonly label: string;
  /** What it will do, before it is done. */
  readonly says: (model: Model) => string;
  readonly request: (model: Model) => LabRequest;
}

const presets: readonly Preset[] = [
  {
    label: 'Region down',
    says: (model) => `Every call in ${where(model)} answers 503`,
    request: (model) => ({ kind: 'toggle', scope: regionOf(model), on: true }),
  },
  {
    label: 'Service down',
    says: (model) => `${said(model, 'Unavailable')}`,
    request: (model) => answer(model, 'Unavailable'),
  },
  {
    label: 'Throttling',
    says: (model) => said(model, 'Throttled'),
    request: (model) => answer(model, 'Throttled'),
  },
  {
    label: '500s',
    says: (model) => said(model, 'Internal error'),
    request: (model) => answer(model, 'Internal error'),
  },
  {
    label: 'Slow network',
    says: () => `Every request is answered ${slowMs} ms later`,
    request: () => ({ kind: 'setLatency', latencyMs: slowMs }),
  },
];

/** Faults that real life has, ready to be set, with where and for which service they are. */
export const createPresets = (model: Model, act: Act): PanelPart => {
  const region = createSelect('Region of presets and search results', (value) =>
    model.choose({ region: value }),
  );
  const service = createSelect('Service of presets', (value) => model.choose({ presetService: value }));
  const chips = presets.map((preset) =>
    button(preset.label, () => act(preset.request(model)), { class: 'chip' }),
  );
  const element = h(
    'div',
    { class: 'presets' },
    h('div', { class: 'pair' }, region.element, service.element),
    h('div', { class: 'chips', role: 'group', 'aria-label': 'Presets' }, ...chips),
  );
  const update = () => {
    const regions = model.sections.faults.regions.map((each) => ({ value: each, label: each }));
    region.update([...regions, { value: '', label: 'All regions' }], chosenRegion(model) ?? '');
    const services = Object.keys(knownServices).map((each) => ({ value: each, label: each }));
    service.update(services, model.choices.presetService);
    for (const [index, chip] of chips.entries()) {
      const says = presets[index]?.says(model) ?? '';
      setAttributes(chip, { title: says, 'aria-description': says });
    }
    show(element, model.sections.engine.state === 'ready');
  };
  return { element, update };
};

/** Undefined for all regions. */
export const chosenRegion = ({ choices, sections }: Model): string | undefined => {
  const { regions } = sections.faults;
  if (choices.region === '') return undefined;
  return choices.region !== undefined && regions.includes(choices.region) ? choices.region : regions[0];
};

export const regionOf = (model: Model): { region?: string } => {
  const region = chosenRegion(model);
  return region === undefined ? {} : { region };
};

const where = (model: Model): string => chosenRegion(model) ?? 'all regions';

const presetOf = ({ choices }: Model, label: string) =>
  errorPresets(choices.presetService).find((preset) => preset.label === label);

const said = (model: Model, label: string): string => {
  const preset = presetOf(model, label);
  return `${model.choices.presetService} in ${where(model)} answers ${preset?.statusCode} ${preset?.code}`;
};

const answer = (model: Model, label: string): LabRequest => {
  const { statusCode = 503, code = 'ServiceUnavailable' } = presetOf(model, label) ?? {};
  const scope = { ...regionOf(model), service: model.choices.presetService };
  return { kind: 'setRule', scope, values: { error: { statusCode, code } } };
};
