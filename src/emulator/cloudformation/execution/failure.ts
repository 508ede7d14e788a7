import { isAwsError } from '../../../aws/awsError';

/** A resource could not be brought to where the template wants it; the event that says why is recorded. */
export class ResourceFailure extends Error {
  constructor(
    readonly logicalId: string,
    readonly action: 'create' | 'update' | 'delete',
    cause: unknown,
  ) {
    super(reasonOf(cause), { cause });
    this.name = 'ResourceFailure';
  }
}

/** What a status reason says about an error. */
export const reasonOf = (error: unknown): string =>
  isAwsError(error) ? `${error.message} (${error.code})` : String((error as Error).message ?? error);

/** What the stack's own status says: which resource, the events of which tell why. */
export const stackReason = (error: unknown): string =>
  error instanceof ResourceFailure
    ? `The following resource(s) failed to ${error.action}: [${error.logicalId}].`
    : reasonOf(error);
