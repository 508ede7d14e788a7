import { validationError } from '../validationError';
import { readYaml } from './readYaml';
import { isObject, type Template } from './template';

const SECTIONS = ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs'] as const;

/** Sections without an effect here. */
const IGNORED = new Set(['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Rules']);

/** Reads a template, JSON or YAML. Throws `ValidationError` with what is wrong and where. */
export function parseTemplate(text: string): Template {
  const document = readDocument(text);
  if (!isObject(document)) throw formatError('unsupported structure.');
  checkSections(document);
  const sections = Object.fromEntries(SECTIONS.map((name) => [name, section(document, name)]));
  const template = { ...sections, Description: document.Description } as unknown as Template;
  checkResources(template);
  checkOutputs(template);
  return template;
}

function readDocument(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return readYaml(text);
  try {
    return JSON.parse(text);
  } catch {
    return readYaml(text); // A YAML flow mapping may look like this too; the YAML reader says what is wrong.
  }
}

function checkSections(document: Readonly<Record<string, unknown>>): void {
  if (document.Transform !== undefined) {
    throw validationError(
      'The embedded emulator cannot run template macros; remove "Transform" from the template.',
    );
  }
  const known = new Set<string>([...SECTIONS, ...IGNORED]);
  const unknown = Object.keys(document).find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw validationError(`Invalid template property or properties [${unknown}]`);
  }
}

function section(
  document: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> {
  const value = document[name] ?? {};
  if (!isObject(value)) throw formatError(`${name} must be an object.`);
  const broken = Object.entries(value).find(([, member]) => !isObject(member) && name !== 'Conditions');
  if (broken !== undefined) throw formatError(`[/${name}/${broken[0]}] must be an object.`);
  return value;
}

function checkResources({ Resources, Conditions }: Template): void {
  if (Object.keys(Resources).length === 0) {
    throw formatError('At least one Resources member must be defined.');
  }
  for (const [id, { Type, Properties, Condition }] of Object.entries(Resources)) {
    const path = `[/Resources/${id}]`;
    if (!/^[A-Za-z0-9]+$/.test(id)) throw formatError(`Resource name ${id} is non alphanumeric.`);
    if (typeof Type !== 'string')
      throw formatError(`${path} Every Resources object must contain a Type member.`);
    if (Properties !== undefined && !isObject(Properties))
      throw formatError(`${path} Properties must be an object.`);
    checkCondition(path, Condition, Conditions);
  }
}

function checkOutputs({ Outputs, Conditions }: Template): void {
  for (const [id, { Value, Condition }] of Object.entries(Outputs)) {
    const path = `[/Outputs/${id}]`;
    if (Value === undefined) throw formatError(`${path} Every Outputs member must contain a Value object`);
    checkCondition(path, Condition, Conditions);
  }
}

function checkCondition(path: string, name: string | undefined, conditions: Template['Conditions']): void {
  if (name !== undefined && !Object.hasOwn(conditions, name)) {
    throw formatError(`${path} Unresolved condition dependency ${name}.`);
  }
}

const formatError = (message: string) => validationError(`Template format error: ${message}`);
