import { isDeepStrictEqual } from 'node:util';
import type { EngineStatus } from './engine';

/** Whether two statuses say the same: no news for who listens. */
export const sameStatus = (a: EngineStatus, b: EngineStatus): boolean => isDeepStrictEqual(a, b);
