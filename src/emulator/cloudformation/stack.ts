import type { ParameterValues } from './template/parameters';

export interface Stack {
  /** The ARN. */
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly status: string;
  readonly statusReason?: string;
  /** ISO times. */
  readonly created: string;
  readonly updated?: string;
  readonly deleted?: string;
  /** As it was sent; empty until a change set was executed. */
  readonly template: string;
  readonly parameters: ParameterValues;
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
  readonly onFailure: OnFailure;
  readonly terminationProtection: boolean;
  readonly policy?: string;
  /** By logical id. */
  readonly resources: Readonly<Record<string, StackResource>>;
  readonly outputs: readonly StackOutput[];
  /** Names of the exports of other stacks that this one uses. */
  readonly imports: readonly string[];
  /** Oldest first, the last `MAX_EVENTS` of them. */
  readonly events: readonly StackEvent[];
}

/** What becomes of a stack whose creation failed. */
export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** A resource that exists, or whose deletion failed. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** With all functions carried out. */
  readonly properties: Properties;
  /** Logical ids of what has to be deleted after it. */
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly timestamp: string;
}

export type Properties = Readonly<Record<string, unknown>>;

export interface StackOutput {
  readonly OutputKey: string;
  readonly OutputValue: string;
  readonly Description?: string;
  readonly ExportName?: string;
}

export interface StackEvent {
  readonly EventId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceType: string;
  readonly Timestamp: string;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason?: string;
}

export const STACK_TYPE = 'AWS::CloudFormation::Stack';

export const isInProgress = ({ status }: Stack): boolean => status.endsWith('_IN_PROGRESS');
