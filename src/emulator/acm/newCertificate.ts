import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/awsError';
import type { Input, OperationContext } from '../service';
import type { Certificate, Tag } from './certificate';

const DOMAIN = /^(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])$/;

/** ACM's default quota of names in one certificate, the first one included. */
const MAX_NAMES = 10;

/** The certificate RequestCertificate asks for, or the refusal ACM would give. */
export function newCertificate(input: Input, { region, accountId }: OperationContext): Certificate {
  const domainName = domainOf(input.DomainName, 'DomainName');
  const { ValidationMethod: method = 'DNS', KeyAlgorithm = 'RSA_2048', IdempotencyToken, Tags } = input;
  if (method !== 'DNS' && method !== 'EMAIL') {
    throw invalid(
      `ValidationMethod "${method}" must be DNS or EMAIL. The emulator issues no HTTP-validated ones.`,
    );
  }
  const options = (input.Options ?? {}) as Record<string, unknown>;
  return {
    arn: `arn:aws:acm:${region}:${accountId}:certificate/${randomUUID()}`,
    domainName,
    subjectAlternativeNames: namesOf(domainName, input.SubjectAlternativeNames),
    validationMethod: method,
    keyAlgorithm: String(KeyAlgorithm),
    serial: (randomBytes(16).toString('hex').match(/../g) ?? []).join(':'),
    createdAt: Math.floor(Date.now() / 1000),
    transparencyLogging: String(options.CertificateTransparencyLoggingPreference ?? 'ENABLED'),
    tags: (Tags as Tag[] | undefined) ?? [],
    ...(IdempotencyToken !== undefined && { idempotencyToken: String(IdempotencyToken) }),
  };
}

/** The certificate's names, its first one first, each once. */
function namesOf(domainName: string, given: unknown): string[] {
  if (given !== undefined && !Array.isArray(given)) throw invalid('SubjectAlternativeNames must be a list.');
  const others = (given ?? []).map((name) => domainOf(name, 'SubjectAlternativeNames'));
  const names = [...new Set([domainName, ...others])];
  if (names.length > MAX_NAMES) {
    throw new AwsError('LimitExceededException', `A certificate can have at most ${MAX_NAMES} domain names.`);
  }
  return names;
}

function domainOf(name: unknown, member: string): string {
  if (typeof name === 'string' && name.length <= 253 && DOMAIN.test(name)) return name.toLowerCase();
  throw invalid(
    `${member}: ${JSON.stringify(name)} is not a domain name like api.example.com or *.example.com.`,
  );
}

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);
