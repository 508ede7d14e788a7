import type { CallIdentity } from '../../aws/awsCall';

type Called = Pick<CallIdentity, 'service' | 'operation'>;

/** What only looks. */
const reads = /^(Get|List|Describe|Head|Detect|Estimate|Validate)/;

/** Whether a call may add, change or remove an API or a custom domain. Stacks go on changing them after the answer. */
export const changesApis = ({ service, operation }: Called): boolean =>
  ['apigateway', 'apigatewayv2', 'cloudformation', 'cloudcontrol'].includes(service) &&
  !reads.test(operation);
