import { ControlError, type ControlRequest } from './controlRoute';

/** The JSON in the body. Throws `ControlError` (400) when there is none. */
export function jsonBody({ body }: ControlRequest): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ControlError(400, 'the body must be JSON');
  }
}

/** A whole number in an object that has this one field. Throws `ControlError` (400) that names the field. */
export function numberField(
  value: unknown,
  field: string,
  minimum: number,
  maximum: number,
  unit: 'milliseconds' | 'number' = 'milliseconds',
): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(400, `the body must be an object: {"${field}": <${unit}>}`);
  }
  const unknown = Object.keys(value).find((key) => key !== field);
  if (unknown !== undefined)
    throw new ControlError(400, `${unknown}: unknown field; the only one is ${field}`);
  const number: unknown = Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined;
  if (typeof number === 'number' && Number.isInteger(number) && number >= minimum && number <= maximum) {
    return number;
  }
  const what = unit === 'number' ? 'whole number' : `whole number of ${unit}`;
  throw new ControlError(400, `${field}: must be a ${what} from ${minimum} to ${maximum}`);
}
