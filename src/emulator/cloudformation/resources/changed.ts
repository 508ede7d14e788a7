import { isDeepStrictEqual } from 'node:util';
import type { PropertiesChange } from './resourceType';

/** True when one of the named properties differs. */
export const changed = ({ properties, previous }: PropertiesChange, ...names: string[]): boolean =>
  names.some((name) => !isDeepStrictEqual(properties[name], previous[name]));
