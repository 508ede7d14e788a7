import type { StackTable } from '../stackTable';
import { conditionValues } from '../template/conditions';
import { evaluate } from '../template/evaluate';
import { isListParameter, type ParameterValues } from '../template/parameters';
import { pseudoParameters, type StackPlace } from '../template/pseudoParameters';
import type { Scope } from '../template/scope';
import type { Template } from '../template/template';
import { validationError } from '../validationError';

export interface ScopeSource {
  readonly table: StackTable;
  readonly template: Template;
  readonly parameters: ParameterValues;
  readonly place: StackPlace;
  /** Told of each export of another stack that is used. */
  readonly onImport: (name: string) => void;
}

export function stackScope({ table, template, parameters, place, onImport }: ScopeSource): Scope {
  const scope: Scope = {
    region: place.region,
    mappings: template.Mappings,
    values: new Map([...Object.entries(pseudoParameters(place)), ...typedParameters(template, parameters)]),
    condition: (name) => conditions(name),
    resource: (logicalId) => {
      const { resources = {} } = table.find(place.region, place.stackId) ?? {};
      return Object.hasOwn(resources, logicalId) ? resources[logicalId] : undefined;
    },
    exported: (name) => {
      onImport(name);
      return exportedValue(table, place.region, name);
    },
  };
  const conditions = conditionValues(template.Conditions, (value) => evaluate(value, scope));
  return scope;
}

const typedParameters = ({ Parameters }: Template, values: ParameterValues): [string, unknown][] =>
  Object.entries(values).map(([name, value]) => {
    const declaration = Parameters[name];
    const isList = declaration !== undefined && isListParameter(declaration);
    return [name, isList ? value.split(',').map((entry) => entry.trim()) : value];
  });

function exportedValue(table: StackTable, region: string, name: string): string {
  const outputs = table.list(region).flatMap((stack) => stack.outputs);
  const found = outputs.find(({ ExportName }) => ExportName === name);
  if (found === undefined) throw validationError(`No export named ${name} found.`);
  return found.OutputValue;
}
