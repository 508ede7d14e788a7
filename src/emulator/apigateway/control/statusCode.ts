import type { Input } from '../../service';
import { badRequest } from '../errors';
import { requiredText } from './readInput';

/** The `statusCode` of a response definition, as API Gateway checks it. */
export function statusCode(input: Input): string {
  const code = requiredText(input, 'statusCode');
  if (!/^[1-5]\d\d$/.test(code))
    throw badRequest('Invalid status code specified: it must match [1-5]\\d\\d.');
  return code;
}
