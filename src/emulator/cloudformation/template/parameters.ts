import { validationError } from '../validationError';
import type { ParameterDeclaration, Template } from './template';

export interface GivenParameter {
  readonly ParameterKey: string;
  readonly ParameterValue?: string;
  readonly UsePreviousValue?: unknown;
}

export type ParameterValues = Readonly<Record<string, string>>;

/** The value of every parameter: given, kept from before, or the default. Throws `ValidationError`. */
export function parameterValues(
  { Parameters }: Template,
  given: readonly GivenParameter[],
  previous: ParameterValues,
): ParameterValues {
  refuseUndeclared(Parameters, given);
  const values = Object.entries(Parameters).map(([name, declaration]) => {
    const sent = given.find(({ ParameterKey }) => ParameterKey === name);
    return [name, parameterValue(name, declaration, sent, previous[name])] as const;
  });
  refuseMissing(values);
  return Object.fromEntries(values) as ParameterValues;
}

function refuseUndeclared(declared: Template['Parameters'], given: readonly GivenParameter[]): void {
  const unknown = given
    .map(({ ParameterKey }) => ParameterKey)
    .filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0) {
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
}

function refuseMissing(values: readonly (readonly [string, string | undefined])[]): void {
  const missing = values.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
}

function parameterValue(
  name: string,
  declaration: ParameterDeclaration,
  sent: GivenParameter | undefined,
  previous: string | undefined,
): string | undefined {
  refuseUnsupported(name, declaration);
  const keeps = String(sent?.UsePreviousValue) === 'true';
  const value = (keeps ? previous : sent?.ParameterValue) ?? declaration.Default;
  if (value === undefined) return undefined;
  const text = String(value);
  refuseDisallowed(name, declaration, text);
  return text;
}

function refuseUnsupported(name: string, { Type }: ParameterDeclaration): void {
  if (String(Type).startsWith('AWS::SSM::')) {
    throw validationError(`Parameter ${name}: the embedded emulator has no SSM; use the type String.`);
  }
}

function refuseDisallowed(name: string, declaration: ParameterDeclaration, value: string): void {
  const { AllowedValues, AllowedPattern, Type } = declaration;
  if (AllowedValues !== undefined && !AllowedValues.map(String).includes(value)) {
    throw validationError(`Parameter '${name}' must be one of AllowedValues`);
  }
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value)) {
    throw validationError(`Parameter '${name}' must match pattern ${AllowedPattern}`);
  }
  if (Type === 'Number' && !Number.isFinite(Number(value))) {
    throw validationError(`Parameter '${name}' must be a number.`);
  }
}

export const isListParameter = ({ Type }: ParameterDeclaration): boolean =>
  Type === 'CommaDelimitedList' || Type.startsWith('List<');
