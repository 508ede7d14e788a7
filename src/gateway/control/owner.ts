import { ControlError, type ControlRequest } from './controlRoute';

/** Throws `ControlError` (400) when `owner` is no name of a lease. */
export function checkOwner(owner: string, field: string): string {
  if (/^[A-Za-z0-9-]{3,64}$/.test(owner)) return owner;
  throw new ControlError(400, `${field}: must be 3 to 64 letters, digits or "-"`);
}

/** Whose lease a request stands under; undefined when it names none. */
export function ownerOf({ headers }: ControlRequest): string | undefined {
  const owner = headers['x-chaos-owner'];
  return owner === undefined ? undefined : checkOwner(owner, 'x-chaos-owner');
}
