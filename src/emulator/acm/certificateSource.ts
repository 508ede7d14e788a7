import type { CertificateSource } from '../ports';
import type { Store } from '../store';
import { CERTIFICATES } from './certificate';

/** What API Gateway may know of certificates. Every one that exists is issued. */
export function certificateSource(store: Store): CertificateSource {
  const certificates = store.collection(CERTIFICATES);
  return {
    status: (region, arn) => (certificates.get(region, arn) === undefined ? undefined : 'ISSUED'),
  };
}
