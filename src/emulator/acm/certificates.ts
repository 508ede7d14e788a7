import { AwsError } from '../../aws/awsError';
import type { CertificateUse } from '../ports';
import type { Input, Operation, Reply } from '../service';
import type { Certificate } from './certificate';
import type { CertificateTable } from './certificateTable';
import { describeCertificate, summarizeCertificate } from './describeCertificate';
import { newCertificate } from './newCertificate';

const MAX_ITEMS = 1000;

export const certificates = (table: CertificateTable, use: CertificateUse): Record<string, Operation> => ({
  RequestCertificate: (input, context) => {
    const asked = newCertificate(input, context);
    const certificate = table.list(context).find((existing) => isSameRequest(existing, asked)) ?? asked;
    table.put(context, certificate);
    return { body: { CertificateArn: certificate.arn } };
  },
  DescribeCertificate: (input, context) => {
    const certificate = table.named(input, context);
    return { body: { Certificate: describeCertificate(certificate, use.usedBy(certificate.arn)) } };
  },
  ListCertificates: (input, context) => {
    const inUse = ({ arn }: Certificate) => use.usedBy(arn).length > 0;
    const listed = table.list(context).filter((certificate) => matches(certificate, input));
    return pageOf(
      listed.map((certificate) => summarizeCertificate(certificate, inUse(certificate))),
      input,
    );
  },
  DeleteCertificate: (input, context) => {
    const certificate = table.named(input, context);
    const users = use.usedBy(certificate.arn);
    if (users.length > 0) {
      throw new AwsError(
        'ResourceInUseException',
        `Certificate ${certificate.arn} is in use by ${users.join(', ')}. Delete that first.`,
      );
    }
    table.remove(context, certificate);
    return {};
  },
});

/** The same token and names within the hour ask for the same certificate again, not for a second one. */
function isSameRequest(existing: Certificate, asked: Certificate): boolean {
  return (
    asked.idempotencyToken !== undefined &&
    existing.idempotencyToken === asked.idempotencyToken &&
    asked.createdAt - existing.createdAt < 3600 &&
    existing.domainName === asked.domainName &&
    existing.subjectAlternativeNames.join() === asked.subjectAlternativeNames.join()
  );
}

/** Every certificate here is issued, of the type AMAZON_ISSUED. */
function matches({ keyAlgorithm }: Certificate, { CertificateStatuses, Includes }: Input): boolean {
  const statuses = CertificateStatuses as string[] | undefined;
  const keyTypes = (Includes as { keyTypes?: string[] } | undefined)?.keyTypes ?? ['RSA_2048', 'RSA_1024'];
  return (statuses?.includes('ISSUED') ?? true) && keyTypes.includes(keyAlgorithm);
}

function pageOf(items: readonly object[], { MaxItems, NextToken }: Input): Reply {
  const start = Number(NextToken ?? 0);
  if (!Number.isSafeInteger(start) || start < 0) {
    throw new AwsError('ValidationException', 'NextToken is not one that ListCertificates gave.');
  }
  const end = start + Math.min(Number(MaxItems ?? MAX_ITEMS), MAX_ITEMS);
  const CertificateSummaryList = items.slice(start, end);
  return { body: { CertificateSummaryList, ...(end < items.length && { NextToken: String(end) }) } };
}
