import type { StackOutput } from '../stack';
import { evaluate } from '../template/evaluate';
import { validationError } from '../validationError';
import type { Run } from './run';

/** The outputs whose condition holds. Throws when an export has the name of another stack's. */
export function stackOutputs({ template, scope, table, stack }: Run): StackOutput[] {
  const present = Object.entries(template.Outputs).filter(
    ([, { Condition }]) => Condition === undefined || scope.condition(Condition),
  );
  const outputs = present.map(([OutputKey, { Value, Description, Export }]) => ({
    OutputKey,
    OutputValue: String(evaluate(Value, scope)),
    ...(Description !== undefined && { Description }),
    ...(Export !== undefined && { ExportName: String(evaluate(Export.Name, scope)) }),
  }));
  const others = table.list(stack.region).filter(({ id }) => id !== stack.id);
  for (const { ExportName } of outputs as StackOutput[]) {
    const owner = others.find((other) => ExportName !== undefined && exportsName(other.outputs, ExportName));
    if (owner !== undefined) {
      throw validationError(`Export with name ${ExportName} is already exported by stack ${owner.name}`);
    }
  }
  return outputs;
}

export const exportsName = (outputs: readonly StackOutput[], name: string): boolean =>
  outputs.some(({ ExportName }) => ExportName === name);
