import type { EngineStatus, Upstream } from '../../core/engines/engine';
import { splitReason } from '../failureText';

/** Why there are no switches, what is gone of them, or who injects the faults when it is not the emulator itself. */
export const faultsMessage = (status: EngineStatus, loss?: string): string | undefined => {
  switch (status.state) {
    case 'failed':
      return splitReason(status.reason).sentence;
    case 'without-chaos':
      return status.reason;
    case 'ready':
      return loss ?? (status.upstream && inFront(status.upstream));
    default:
      return undefined;
  }
};

const inFront = ({ reason }: Upstream): string => `The gateway of Chaos Lab injects the faults. ${reason}`;
