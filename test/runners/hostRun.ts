import { readFile } from 'node:fs/promises';
import { parseEvents } from './testEvent.mjs';

/** One run of the integration tests in a host. */
export interface HostRun {
  /** A folder for all that the run leaves; it goes afterwards. */
  readonly home: string;
  /** Where the tests report to, an event a line. */
  readonly results: string;
  /** The bundled tests' entry. */
  readonly tests: string;
}

/** What the extension host needs to know of the run. */
export const hostEnvironment = ({ results }: HostRun): NodeJS.ProcessEnv => ({
  CHAOS_LAB_RESULTS: results,
  CHAOS_LAB_WATCHED: '1',
});

/** Whether the tests ran to their end, with whatever result; else the host's own log says more. */
export async function cameToItsEnd({ results }: HostRun): Promise<boolean> {
  const events = parseEvents(await readFile(results, 'utf8').catch(() => '')); // not one test reported
  return events.at(-1)?.type === 'end';
}
