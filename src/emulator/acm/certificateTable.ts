import { AwsError } from '../../aws/awsError';
import type { Input, OperationContext } from '../service';
import type { Collection, Store } from '../store';
import { CERTIFICATES, type Certificate } from './certificate';

const ARN = /^arn:[\w+=,.@-]+:acm:[\w+=,.@-]*:\d{12}:certificate\/[\w-]+$/;

type Scope = Pick<OperationContext, 'region'>;

export class CertificateTable {
  private readonly certificates: Collection<Certificate>;

  constructor(store: Store) {
    this.certificates = store.collection(CERTIFICATES);
  }

  list({ region }: Scope): Certificate[] {
    return this.certificates.list(region);
  }

  /** The certificate a request names. */
  named({ CertificateArn: arn }: Input, { region }: Scope): Certificate {
    if (typeof arn !== 'string' || !ARN.test(arn)) {
      throw new AwsError(
        'InvalidArnException',
        `CertificateArn ${JSON.stringify(arn)} is not a certificate's ARN.`,
      );
    }
    const certificate = this.certificates.get(region, arn);
    if (certificate !== undefined) return certificate;
    throw new AwsError('ResourceNotFoundException', `Could not find certificate ${arn}.`);
  }

  put({ region }: Scope, certificate: Certificate): void {
    this.certificates.put(region, certificate.arn, certificate);
  }

  remove({ region }: Scope, { arn }: Certificate): void {
    this.certificates.delete(region, arn);
  }
}
