import type { EngineKind } from '../../core/engines/engine';
import { Setting } from '../contributions';

/** For people. */
export const engineName: Readonly<Record<EngineKind, string>> = {
  embedded: 'the embedded engine',
  localstack: 'LocalStack',
  external: `the endpoint of the setting "${Setting.endpoint}"`,
};
