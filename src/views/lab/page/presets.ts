import { type ErrorPreset, errorPresets } from '../../../core/faults/errorPresets';
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
    says: (model) => said(model, 'Unavailable', model.choices.presetService),
    request: (model) => answer(model, 'Unavailable', model.choices.presetService),
  },
  {
    label: 'Throttling',
    says: (model) => said(model, 'Throttled', model.choices.presetService),
    request: (model) => answer(model, 'Throttled', model.choices.presetService),
  },
  {
    label: '500s',
    says: (model) => said(model, 'Internal error', model.choices.presetService),
    request: (model) => answer(model, 'Internal error', model.choices.presetService),
  },
  {
    label: 'DynamoDB throughput',
    says: (model) => said(model, 'Throttled', 'dynamodb'),
    request: (model) => answer(model, 'Throttled', 'dynamodb'),
  },
  {
    label: 'Kinesis throughput',
    says: (model) => said(model, 'Throttled', 'kinesis'),
    request: (model) => answer(model, 'Throttled', 'kinesis'),
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

const presetOf = (service: string, label: string): ErrorPreset =>
  errorPresets(service).find((preset) => preset.label === label) ?? {
    label,
    statusCode: 503,
    code: 'ServiceUnavailable',
  };

const said = (model: Model, label: string, service: string): string => {
  const { statusCode, code } = presetOf(service, label);
  return `${service} in ${where(model)} answers ${statusCode} ${code}`;
};

const answer = (model: Model, label: string, service: string): LabRequest => {
  const { statusCode, code } = presetOf(service, label);
  const scope = { ...regionOf(model), service };
  return { kind: 'setRule', scope, values: { error: { statusCode, code } } };
};
