import type { LabRequest } from '../protocol';
import type { Host } from './host';

/** Does what a person clicked; what went wrong is said in the panel. */
export type Act = (request: LabRequest) => void;

export const createAct =
  (host: Host, complain: (message: string) => void): Act =>
  (request) => {
    complain('');
    host.request(request).catch((error: Error) => complain(error.message));
  };
