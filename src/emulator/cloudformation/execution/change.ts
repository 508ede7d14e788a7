import type { OnFailure, Tag } from '../stack';
import type { ParameterValues } from '../template/parameters';
import type { Template } from '../template/template';

/** What a stack is to become; read and checked. */
export interface Change {
  readonly template: Template;
  /** The template as it was sent. */
  readonly text: string;
  readonly parameters: ParameterValues;
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
  readonly onFailure: OnFailure;
}
