import { HumanError } from '../errors';

/** Why no answer came from `endpoint`, in one sentence with the next step; of kind `unreachable`. */
export const connectError = (endpoint: string, cause: unknown): HumanError => {
  const code = codeOf(cause);
  const explain = sentences[code ?? ''] ?? (isTls(code) ? otherTls : nothingAnswers);
  return new HumanError(explain(endpoint, code ?? ''), 'unreachable', { cause });
};

type Sentence = (endpoint: string, code: string) => string;

const nothingAnswers: Sentence = (endpoint) =>
  `Nothing answers at ${endpoint}. Start the engine with "Chaos: Start Engine" or "chaos-lab engine", ` +
  'or check the endpoint.';

const unknownHost: Sentence = (endpoint) =>
  `No host has the name ${new URL(endpoint).hostname}. Check the endpoint, and the network or VPN that it is reached by.`;

const noWay: Sentence = (endpoint) =>
  `There is no way to ${endpoint} from here. Check the endpoint, and the network or VPN that it is reached by.`;

const trust =
  'put the file of the CA (or the certificate itself) into NODE_EXTRA_CA_CERTS and restart, or add it to the ' +
  "system's trusted certificates";

const selfSigned: Sentence = (endpoint) =>
  `The certificate of ${endpoint} is self-signed and not trusted here: ${trust}.`;

const unknownAuthority: Sentence = (endpoint) =>
  `The certificate of ${endpoint} was signed by an authority that is not trusted here: ${trust}.`;

const expired: Sentence = (endpoint) =>
  `The certificate of ${endpoint} has expired. Have it renewed, or check this machine's clock.`;

const notYetValid: Sentence = (endpoint) =>
  `The certificate of ${endpoint} is not valid yet. Check this machine's clock, and that of its issuer.`;

const otherHost: Sentence = (endpoint) =>
  `The certificate of ${endpoint} is for another host name. Give the endpoint by a name that the certificate holds.`;

const noTls: Sentence = (endpoint) =>
  `What answers at ${endpoint} does not speak TLS. Give the endpoint with http:// instead.`;

const cutOff: Sentence = (endpoint) =>
  `The connection to ${endpoint} was cut off without an answer. Check whether it takes https:// or http://, ` +
  'and whether the engine runs.';

const otherTls: Sentence = (endpoint, code) =>
  `No secure connection to ${endpoint} came about (${code}). Check its certificate, and whether it speaks TLS.`;

/** By Node's codes of sockets, of OpenSSL's verification, and undici's own. */
const sentences: Readonly<Record<string, Sentence>> = {
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  EHOSTUNREACH: noWay,
  ENETUNREACH: noWay,
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: notYetValid,
  ERR_TLS_CERT_ALTNAME_INVALID: otherHost,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ECONNRESET: cutOff,
  UND_ERR_SOCKET: cutOff,
};

const isTls = (code = '') => /^(ERR_SSL|ERR_TLS|CERT_|EPROTO$)|_CERT(_|$)/.test(code);

/** `fetch` wraps what went wrong, and what went wrong at each of a host's addresses. */
const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  const { code } = error as NodeJS.ErrnoException;
  return codeOf(inner) ?? (typeof code === 'string' ? code : undefined);
};
