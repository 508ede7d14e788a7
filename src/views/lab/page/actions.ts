import type { LabRequest } from '../protocol';
import type { Host } from './host';

/** Does what a person clicked; what went wrong is said in the panel. Resolves when it is done, or has failed. */
export type Act = (request: LabRequest) => Promise<void>;

export const createAct =
  (host: Host, complain: (message: string) => void): Act =>
  async (request) => {
    complain('');
    await host.request(request).catch((error: Error) => complain(error.message));
  };
