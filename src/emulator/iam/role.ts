export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** A role as it is kept; see `describeRole` for what a client sees of it. */
export interface Role {
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Arn: string;
  readonly Path: string;
  readonly CreateDate: string;
  /** JSON text. */
  readonly AssumeRolePolicyDocument: string;
  readonly Description?: string;
  /** Seconds. */
  readonly MaxSessionDuration: number;
  readonly Tags: readonly Tag[];
  /** Inline policies: name -> JSON text. */
  readonly policies: Readonly<Record<string, string>>;
  /** ARNs of the managed policies. */
  readonly attached: readonly string[];
}

export function describeRole({ policies, attached, ...role }: Role): Record<string, unknown> {
  return { ...role, AssumeRolePolicyDocument: encodePolicy(role.AssumeRolePolicyDocument) };
}

/** IAM gives policy documents percent-encoded (RFC 3986). */
export const encodePolicy = (document: string): string => encodeURIComponent(document);
