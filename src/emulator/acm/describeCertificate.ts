import { createHash } from 'node:crypto';
import type { Certificate } from './certificate';

/** ACM's own certificates are good for 13 months. */
const LIFETIME_S = 395 * 24 * 60 * 60;

/** `CertificateDetail`. */
export function describeCertificate(
  certificate: Certificate,
  inUseBy: readonly string[],
): Record<string, unknown> {
  const { arn, domainName, createdAt, validationMethod } = certificate;
  return {
    CertificateArn: arn,
    DomainName: domainName,
    SubjectAlternativeNames: certificate.subjectAlternativeNames,
    DomainValidationOptions: certificate.subjectAlternativeNames.map((name) =>
      validationOf(name, arn, validationMethod),
    ),
    Serial: certificate.serial,
    Subject: `CN=${domainName}`,
    Issuer: 'Amazon',
    CreatedAt: createdAt,
    IssuedAt: createdAt,
    NotBefore: createdAt,
    NotAfter: createdAt + LIFETIME_S,
    Status: 'ISSUED',
    KeyAlgorithm: certificate.keyAlgorithm,
    SignatureAlgorithm: 'SHA256WITHRSA',
    InUseBy: inUseBy,
    Type: 'AMAZON_ISSUED',
    RenewalEligibility: inUseBy.length > 0 ? 'ELIGIBLE' : 'INELIGIBLE',
    KeyUsages: [{ Name: 'DIGITAL_SIGNATURE' }, { Name: 'KEY_ENCIPHERMENT' }],
    ExtendedKeyUsages: [{ Name: 'TLS_WEB_SERVER_AUTHENTICATION', OID: '1.3.6.1.5.5.7.3.1' }],
    Options: {
      CertificateTransparencyLoggingPreference: certificate.transparencyLogging,
      Export: 'DISABLED',
    },
  };
}

/** `CertificateSummary`. */
export function summarizeCertificate(certificate: Certificate, inUse: boolean): Record<string, unknown> {
  const { arn, domainName, createdAt } = certificate;
  return {
    CertificateArn: arn,
    DomainName: domainName,
    SubjectAlternativeNameSummaries: certificate.subjectAlternativeNames,
    HasAdditionalSubjectAlternativeNames: false,
    Status: 'ISSUED',
    Type: 'AMAZON_ISSUED',
    KeyAlgorithm: certificate.keyAlgorithm,
    InUse: inUse,
    RenewalEligibility: inUse ? 'ELIGIBLE' : 'INELIGIBLE',
    CreatedAt: createdAt,
    IssuedAt: createdAt,
    NotBefore: createdAt,
    NotAfter: createdAt + LIFETIME_S,
  };
}

function validationOf(name: string, arn: string, method: 'DNS' | 'EMAIL'): Record<string, unknown> {
  const base = name.replace(/^\*\./, '');
  const common = {
    DomainName: name,
    ValidationDomain: base,
    ValidationStatus: 'SUCCESS',
    ValidationMethod: method,
  };
  if (method === 'EMAIL') {
    const mailboxes = ['admin', 'administrator', 'hostmaster', 'postmaster', 'webmaster'];
    return { ...common, ValidationEmails: mailboxes.map((mailbox) => `${mailbox}@${base}`) };
  }
  const record = {
    Name: `_${token(base)}.${base}.`,
    Type: 'CNAME',
    Value: `_${token(`${base} ${arn}`)}.acm-validations.aws.`,
  };
  return { ...common, ResourceRecord: record };
}

/** The same names give the same records every time. */
const token = (text: string): string => createHash('md5').update(text).digest('hex');
