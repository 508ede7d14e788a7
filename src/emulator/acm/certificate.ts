/** A certificate as it is kept. Dates are Unix seconds. */
export interface Certificate {
  readonly arn: string;
  readonly domainName: string;
  readonly subjectAlternativeNames: readonly string[];
  readonly validationMethod: 'DNS' | 'EMAIL';
  readonly keyAlgorithm: string;
  readonly serial: string;
  readonly createdAt: number;
  readonly idempotencyToken?: string;
  readonly transparencyLogging: string;
  readonly tags: readonly Tag[];
}

export interface Tag {
  readonly Key: string;
  readonly Value?: string;
}

/** The collection certificates are kept in, by ARN. */
export const CERTIFICATES = 'acm.certificates';
