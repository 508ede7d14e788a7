import { AwsError } from '../../../aws/awsError';
import type { Input } from '../../service';
import type { Change } from '../execution/change';
import { declaredInOrder } from '../execution/converge';
import { stackScope } from '../execution/stackScope';
import { resourceType } from '../resources/resourceTypes';
import type { OnFailure, Stack, Tag } from '../stack';
import { checkReferences } from '../template/checkReferences';
import { type GivenParameter, parameterValues } from '../template/parameters';
import { parseTemplate } from '../template/parseTemplate';
import type { Template } from '../template/template';
import { validationError } from '../validationError';
import { listMember } from './listMember';
import type { Parts } from './parts';
import { templateText } from './templateText';

/** What a request asks a stack to become. Throws for everything that can be known to be wrong before work begins. */
export async function readChange(parts: Parts, input: Input, stack: Stack): Promise<Change> {
  const text = await templateText(input, parts.objects, stack);
  const template = parseTemplate(text);
  checkReferences(template);
  const given = listMember<GivenParameter>(input, 'Parameters');
  const change: Change = {
    template,
    text,
    parameters: parameterValues(template, given, stack.parameters),
    tags: listMember<Tag>(input, 'Tags'),
    capabilities: listMember<string>(input, 'Capabilities'),
    onFailure: onFailure(input),
  };
  checkTypes(parts, stack, change);
  checkCapabilities(change);
  return change;
}

function onFailure({ OnFailure: asked, DisableRollback, OnStackFailure }: Input): OnFailure {
  if (String(DisableRollback) === 'true') return 'DO_NOTHING';
  const choice = asked ?? OnStackFailure ?? 'ROLLBACK';
  if (choice === 'ROLLBACK' || choice === 'DELETE' || choice === 'DO_NOTHING') return choice;
  throw validationError('OnFailure must be one of ROLLBACK, DELETE, DO_NOTHING.');
}

/** Types of resources whose condition does not hold are not looked at. */
function checkTypes({ table, accountId }: Parts, stack: Stack, { template, parameters }: Change): void {
  const { region, name, id } = stack;
  const place = { region, accountId, stackName: name, stackId: id };
  const scope = stackScope({ table, template, parameters, place, onImport: () => {} });
  for (const logicalId of declaredInOrder({ template, scope })) {
    resourceType(template.Resources[logicalId]?.Type ?? '');
  }
}

/** As in AWS: who creates IAM resources has to say so. */
function checkCapabilities({ template, capabilities }: Change): void {
  const needed = neededCapability(template);
  const given = capabilities.includes('CAPABILITY_NAMED_IAM') || capabilities.includes(String(needed));
  if (needed !== undefined && !given) {
    throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`);
  }
}

export function neededCapability({ Resources }: Template): string | undefined {
  const iam = Object.values(Resources).filter(({ Type }) => Type.startsWith('AWS::IAM::'));
  if (iam.length === 0) return undefined;
  const named = iam.some(({ Properties }) => Properties?.RoleName !== undefined);
  return named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
}
