import type { CertificateUse } from '../ports';
import type { Service } from '../service';
import type { Store } from '../store';
import { certificates } from './certificates';
import { CertificateTable } from './certificateTable';
import { certificateTags } from './certificateTags';

export interface AcmOptions {
  readonly store: Store;
  /** Who uses a certificate; one in use cannot be deleted. */
  readonly use?: CertificateUse;
}

/** Certificates for custom domains: issued at once, since there is no DNS to wait for. */
export function createAcm({ store, use = { usedBy: () => [] } }: AcmOptions): Service {
  const table = new CertificateTable(store);
  return { name: 'acm', operations: { ...certificates(table, use), ...certificateTags(table) } };
}
