import type { CallService } from '../../service';
import type { Properties } from '../stack';

/** What CloudFormation has to know of a kind of resource. It works through the API of the resource's own service. */
export interface ResourceType {
  /** `AWS::Lambda::Function` */
  readonly name: string;
  /** The properties that have an effect; others are accepted and named in the event. */
  readonly properties: readonly string[];
  readonly required: readonly string[];
  /** Properties whose change needs a new resource; without `update` every change does. */
  readonly replacedBy: readonly string[];
  create(properties: Properties, context: ResourceContext): Promise<Physical>;
  update?(existing: Physical, change: PropertiesChange, context: ResourceContext): Promise<Physical>;
  /** Errors that say that it is gone already are no failure. */
  delete(existing: Physical, properties: Properties, context: ResourceContext): Promise<unknown>;
}

/** A resource as its service knows it. */
export interface Physical {
  /** What `Ref` gives. */
  readonly id: string;
  /** What `Fn::GetAtt` gives, by name. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface PropertiesChange {
  readonly properties: Properties;
  readonly previous: Properties;
}

export interface ResourceContext {
  readonly region: string;
  readonly accountId: string;
  readonly call: (service: string, operation: string, input: Properties) => ReturnType<CallService>;
  /** `<stack>-<logical id>-<random>`, cut to the length. */
  uniqueName(maxLength: number): string;
  /** Tells that the resource exists from now on, although its creation may still fail: it is then deleted. */
  claim(id: string): void;
}
