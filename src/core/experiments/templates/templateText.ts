import { Document, isMap, isNode, isScalar } from 'yaml';
import type { Endpoint } from '../../endpoints/endpoint';
import { chaosApiProbe } from '../actions/chaosActions';
import { labExtensionName } from '../format/labExtension';
import type { Template, TemplatePlan } from './template';
import { templateTargets } from './templateTargets';

/** What fills a template. */
export interface TemplateSource {
  /** Of the engine: `http://127.0.0.1:4566`. */
  readonly origin: string;
  readonly endpoints: readonly Endpoint[];
}

/** A new experiment as YAML, with comments that say what to change. */
export const templateText = (template: Template, { origin, endpoints }: TemplateSource): string => {
  const targets = templateTargets(endpoints, origin);
  const plan = template.plan(targets);
  // Chaos Toolkit reads YAML 1.1, where `on` is true and a date no text.
  const document = new Document(experimentOf(plan, origin), {
    aliasDuplicateObjects: false,
    compat: 'yaml-1.1',
  });
  document.commentBefore = comment(
    template.detail,
    'Run it with `chaos-lab run FILE`, in the editor, or with `chaos run FILE` of Chaos Toolkit.',
  );
  const isInvented = !endpoints.some(({ probeable }) => probeable);
  for (const [name, lines] of Object.entries(comments(plan, isInvented))) annotate(document, name, lines);
  return document.toString({ lineWidth: 110 });
};

const experimentOf = (plan: TemplatePlan, origin: string) => ({
  title: plan.title,
  description: plan.description,
  tags: [labExtensionName],
  configuration: { endpoint: { type: 'env', key: 'CHAOS_ENDPOINT', default: origin } },
  'steady-state-hypothesis': {
    title: 'The endpoints are well',
    probes: [chaosApiProbe, ...plan.probes],
  },
  method: plan.method,
  rollbacks: plan.rollbacks,
  runtime: { rollbacks: { strategy: 'always' } },
  extensions: [{ name: labExtensionName, seed: 1, load: { requestsPerSecond: 5 }, expected: plan.expected }],
});

const comments = (plan: TemplatePlan, isInvented: boolean): Readonly<Record<string, readonly string[]>> => ({
  configuration: ['Where the engine is: CHAOS_ENDPOINT names another one.'],
  'steady-state-hypothesis': [
    'Checked before the method and after it, when the faults are taken back. The first probe ends the run where no',
    'faults can be set: a 404 would fail no action.',
    ...(isInvented ? ['No endpoint was found: write the URLs of yours.'] : []),
  ],
  method: [plan.comment],
  rollbacks: ['For a run that ends early. Each rule stands here as it was set: that is how it is found.'],
  runtime: ['By default nothing is rolled back when a probe of the hypothesis cannot be done.'],
  extensions: [
    'Read by Chaos Lab only: requests while the method runs, and which endpoints the faults have to reach.',
    'The same seed fails the same calls.',
  ],
});

const comment = (...lines: readonly string[]): string => lines.map((line) => ` ${line}`).join('\n');

/** Above a field of the top, after an empty line. */
const annotate = (document: Document, name: string, lines: readonly string[]): void => {
  const { contents } = document;
  if (!isMap(contents)) return;
  const key = contents.items.find((pair) => isScalar(pair.key) && pair.key.value === name)?.key;
  if (!isNode(key)) return;
  key.spaceBefore = true;
  key.commentBefore = comment(...lines);
};
