import type { EngineStatus } from '../engines/engine';

/** Why no fault can be set at an engine in this state, with the next step; only for those without chaos. */
export const whyNoFaults = (status: EngineStatus): string => {
  switch (status.state) {
    case 'stopped':
      return 'The engine is not running. Start it first.';
    case 'starting':
      return 'The engine is starting. Faults can be set when it is ready.';
    case 'failed':
      return status.reason;
    default:
      return status.state === 'without-chaos' && status.reason
        ? status.reason
        : 'The engine has no Chaos API.';
  }
};
