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
  const other = `Docker could not start the container "${name}": ${sentence(message)} Remove it, and start again with other settings.`;
  return new HumanError(missingMount(message) ?? other, 'failed', { cause: refusal });
};

/** The sentence for a mount whose source is missing: Docker says so when the container is made, Podman when it starts. */
export const missingMount = (message: string): string | undefined => {
  const source =
    /bind source path does not exist: (.+)$/i.exec(message)?.[1] ??
    /(?:statfs|lstat|stat) [`"']?(\/.+?)[`"']?: no such file or directory/i.exec(message)?.[1];
  return (
    source &&
    `"${source.trim()}" is to be mounted into the container, but is not there on the machine where Docker runs. ` +
      'Create it, or switch that mount off.'
  );
};

/** Docker's own words as a sentence. */
export const sentence = (message: string): string =>
  message
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, 500)
    .replace(/[.:\s]*$/, '.');
