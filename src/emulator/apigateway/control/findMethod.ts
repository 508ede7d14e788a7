import type { Input, OperationContext } from '../../service';
import type { ApiGatewayState, FoundMethod } from '../apiGatewayState';
import { requiredText } from './readInput';

/** The method a request names, of whatever operation group. */
export const findMethod = (state: ApiGatewayState, input: Input, context: OperationContext): FoundMethod =>
  state.method(
    context,
    requiredText(input, 'restApiId'),
    requiredText(input, 'resourceId'),
    requiredText(input, 'httpMethod'),
  );
