import type { EngineStatus } from '../../core/engines/engine';

/** Why there are no switches, or who injects the faults when it is not the emulator itself. */
export const faultsMessage = (status: EngineStatus): string | undefined => {
  switch (status.state) {
    case 'failed':
    case 'without-chaos':
      return status.reason;
    case 'ready':
      return status.upstream && `The gateway of Chaos Lab injects the faults. ${status.upstream.reason}`;
    default:
      return undefined;
  }
};
