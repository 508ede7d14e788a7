import { HumanError } from '../errors';
import type { DockerRefusal } from './dockerRefusal';
import { PortTakenError } from './portTakenError';

/** How Docker, Docker Desktop (on Windows too) and Podman say that a port of the host cannot be had. */
const portTaken =
  /port is already allocated|address already in use|ports are not available|only one usage of each socket address|cannot listen on the (?:TCP|UDP) port|failed to bind port|rootlessport listen/i;

/** Where the port stands in those messages; what follows it may name the container's side. */
const portPlaces: readonly RegExp[] = [
  /Bind for \S*:(\d+) failed/i,
  /host port (?:for )?(?:\[[^\]]*\]|[\d.]+):(\d+)/i,
  /listen (?:tcp|udp)[46]? \S*?:(\d+):/i,
  /exposing port (?:TCP|UDP) (?:\[[^\]]*\]|[\d.]*):(\d+)/i,
  /bind port (\d+)/i,
];

/** The error for a container that did not start; `wantedPorts` are those of the host, for a message that names none. */
export const startFailure = (
  name: string,
  refusal: DockerRefusal,
  wantedPorts: readonly number[],
): HumanError => {
  const { message } = refusal;
  if (portTaken.test(message)) {
    const port = portPlaces.map((place) => place.exec(message)?.[1]).find(Boolean) ?? wantedPorts[0];
    if (port !== undefined) return new PortTakenError(Number(port), { cause: refusal });
  }
  return new HumanError(
    `Docker could not start the container "${name}": ${sentence(message)} Remove it, and start again with other settings.`,
    'failed',
    { cause: refusal },
  );
};

/** Docker's own words as a sentence. */
export const sentence = (message: string): string =>
  message
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, 500)
    .replace(/[.:\s]*$/, '.');
