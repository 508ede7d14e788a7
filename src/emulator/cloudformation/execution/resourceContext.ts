import { randomInt } from 'node:crypto';
import type { ResourceContext } from '../resources/resourceType';
import type { Run, Tools } from './run';

export function resourceContext(
  { call, accountId, stack }: Tools & Pick<Run, 'stack'>,
  logicalId: string,
  claim: (id: string) => void,
): ResourceContext {
  const { region, name } = stack;
  return {
    region,
    accountId,
    call: (service, operation, input) => call(service, operation, region, input),
    uniqueName: (maxLength) => uniqueName(name, logicalId, maxLength),
    claim,
  };
}

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const RANDOM_LENGTH = 12;

/** A long stack name leaves room for the logical id, as with CloudFormation's own names. */
function uniqueName(stackName: string, logicalId: string, maxLength: number): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join(
    '',
  );
  const room = maxLength - RANDOM_LENGTH - 2;
  const logical = logicalId.slice(0, Math.max(Math.floor(room / 2), room - stackName.length));
  return `${stackName.slice(0, room - logical.length)}-${logical}-${random}`;
}
