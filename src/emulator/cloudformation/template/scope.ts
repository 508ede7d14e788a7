import type { Template } from './template';

/** What the functions of a template can see. */
export interface Scope {
  readonly region: string;
  readonly mappings: Template['Mappings'];
  /** Parameters and pseudo parameters; a list for the list types. */
  readonly values: ReadonlyMap<string, unknown>;
  condition(name: string): boolean;
  /** A resource that exists by now. */
  resource(logicalId: string): ScopeResource | undefined;
  /** Throws when nothing is exported under the name. */
  exported(name: string): string;
}

export interface ScopeResource {
  readonly type: string;
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** `AWS::NoValue`: takes the property or list entry away that has it as its value. */
export const NO_VALUE = Symbol('AWS::NoValue');
