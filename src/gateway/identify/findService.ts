import { namesOf, serviceTable } from '../../aws/model/serviceTable';
import { type Asked, matchRestOperation, type RestMatch } from './matchRestOperation';
import type { NamedOperation } from './namedOperation';

/** What a request says about the service it is for. */
export interface ServiceHints {
  /** Service of the signature. */
  readonly signingName?: string;
  /** First label of the host: `bedrock-agent`. */
  readonly hostName?: string;
  /** The operation, where the request names it. */
  readonly named?: NamedOperation;
  readonly asked: Asked;
}

/** Services whose paths nobody else has, and that are called without a signature. */
const servicesByPath = ['lambda', 'apigateway', 'sso', 'sso-oidc'];

export interface FoundService {
  /** botocore's client name. */
  readonly service: string;
  /** Its REST operation, where that told it from others. */
  readonly match?: RestMatch;
}

/**
 * The service of a request, undefined when nothing in the request tells it. A name that no table has is
 * its own client name, as that of most services is.
 *
 *     signature, else host, else target or version, else path   -> candidates
 *     host, target, version, user agent, operation, path        -> the one among them
 */
export function findService({ signingName, hostName, named, asked }: ServiceHints): FoundService | undefined {
  const byHost = hostName === undefined ? [] : clientsOfHost(hostName);
  const candidates = signingName === undefined ? byHost : clientsOf(signingName);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return { service: only };
  const byName = named === undefined ? [] : clientsNamedBy(named);
  if (candidates.length > 1) {
    const left = narrow(narrow(candidates, byName), byHost);
    return choose(left.length > 1 ? narrow(left, clientsOfAgent(asked)) : left, named, asked);
  }
  return byName.length > 0 ? choose(byName, named, asked) : guess(asked, named);
}

const clientsOf = (signingName: string): readonly string[] =>
  orItself(namesOf(serviceTable().signingNames, signingName), signingName);

const clientsOfHost = (hostName: string): readonly string[] => {
  const clients = namesOf(serviceTable().hostNames, hostName);
  return clients.length > 0 ? clients : clientsOf(hostName);
};

/** Most SDKs say which API they call: `… api/lex-runtime-v2#3.1169.0 …`; botocore does not. */
function clientsOfAgent({ headers }: Asked): readonly string[] {
  const agents = `${headers['user-agent'] ?? ''} ${headers['x-amz-user-agent'] ?? ''}`;
  const name = / api\/([\w-]+)/.exec(agents)?.[1]?.toLowerCase().replaceAll('_', '-');
  return name === undefined ? [] : orItself(namesOf(serviceTable().apiNames, name), name);
}

const orItself = (clients: readonly string[], name: string): readonly string[] =>
  clients.length > 0 ? clients : [name];

function clientsNamedBy({ target, version }: NamedOperation): readonly string[] {
  const { targets, versions } = serviceTable();
  return target === undefined ? namesOf(versions, version ?? '') : namesOf(targets, target);
}

/** Those that fit as well; all of them when none does. */
function narrow(candidates: readonly string[], fitting: readonly string[]): readonly string[] {
  if (fitting.length === 0 || candidates.length === 1) return candidates;
  const both = candidates.filter((candidate) => fitting.includes(candidate));
  return both.length > 0 ? both : candidates;
}

function choose(
  candidates: readonly string[],
  named: NamedOperation | undefined,
  asked: Asked,
): FoundService | undefined {
  const [first] = candidates;
  if (first === undefined || candidates.length === 1) return first === undefined ? first : { service: first };
  if (named === undefined) return mostSpecific(candidates, asked) ?? { service: first };
  return { service: candidates.find((client) => hasOwn(client, named.operation)) ?? first };
}

const hasOwn = (client: string, operation: string): boolean =>
  namesOf(serviceTable().ownOperations, client).includes(operation);

/** The service that has most of the path as it stands; the first of equals. */
function mostSpecific(candidates: readonly string[], asked: Asked): FoundService | undefined {
  let best: Required<FoundService> | undefined;
  for (const service of candidates) {
    const match = matchRestOperation(service, asked);
    if (match !== undefined && match.fixed > (best?.match.fixed ?? -1)) best = { service, match };
  }
  return best;
}

function guess(asked: Asked, named: NamedOperation | undefined): FoundService | undefined {
  if (named !== undefined) return undefined;
  return isOldSignature(asked) ? { service: 's3' } : mostSpecific(servicesByPath, asked);
}

/** Signature version 2 names no service; with paths, only S3 has it. */
const isOldSignature = ({ headers, query }: Asked): boolean =>
  /^AWS [^:\s]+:/.test(headers.authorization ?? '') ||
  (query.has('AWSAccessKeyId') && query.has('Signature'));
