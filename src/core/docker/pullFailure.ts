import { HumanError } from '../errors';
import { parseImageReference } from './imageReference';

type Sentence = (image: string, registry: string) => string;

const login: Sentence = (image, registry) =>
  `The registry ${registry} does not give "${image}": it is not there, or needs a login. ` +
  `Check the name, or log in with \`docker login${registry === 'docker.io' ? '' : ` ${registry}`}\`.`;

/** What Docker and Podman say when a pull fails, most telling first. */
const sentences: readonly (readonly [pattern: RegExp, sentence: Sentence])[] = [
  [
    /toomanyrequests|rate limit|too many requests/i,
    (_, registry) =>
      `The registry ${registry} takes no more pulls from here for now (rate limit). ` +
      `Log in with \`docker login\` for a higher limit, or try again later.`,
  ],
  [
    /no space left on device/i,
    (image) => `There is no space left for "${image}". Free some, for example with \`docker image prune\`.`,
  ],
  [
    /no matching manifest|no image found in .* for architecture|does not match the specified platform/i,
    (image) => `"${image}" is not made for this machine's processor. Set an image or tag that is.`,
  ],
  [
    /manifest(?: for .*)? (?:not found|unknown)|manifest unknown|name unknown|tag does not exist/i,
    (image, registry) => `The registry ${registry} has no image "${image}". Check its name and tag.`,
  ],
  [
    /pull access denied|repository does not exist|denied:|unauthorized|no basic auth|authentication required|forbidden/i,
    login,
  ],
  [
    /HTTP response to HTTPS client|x509|certificate|tls:/i,
    (_, registry) =>
      `Docker does not trust the registry ${registry}. ` +
      'Give Docker its certificate, or list it under `insecure-registries` of the Docker daemon.',
  ],
  [
    /no such host|server misbehaving|i\/o timeout|connection refused|network is unreachable|Client\.Timeout|TLS handshake timeout|EOF|deadline exceeded|connection reset/i,
    (image, registry) =>
      `Docker cannot reach the registry ${registry} to pull "${image}". Check the network and Docker's proxy settings.`,
  ],
];

/** One sentence for why an image could not be pulled. */
export const pullFailure = (image: string, message: string, cause?: unknown): HumanError => {
  const { registry } = parseImageReference(image);
  const known = sentences.find(([pattern]) => pattern.test(message))?.[1];
  const sentence =
    known?.(image, registry) ??
    `Docker could not pull "${image}": ${message.trim().replace(/\.*$/, '.')} Try \`docker pull ${image}\` in a terminal.`;
  return new HumanError(sentence, 'failed', { cause: cause ?? message });
};
