import { picked } from './picked';
import type { ResourceType } from './resourceType';

const NAMES = {
  DomainName: 'DomainName',
  DomainValidationOptions: 'DomainValidationOptions',
  KeyAlgorithm: 'KeyAlgorithm',
  SubjectAlternativeNames: 'SubjectAlternativeNames',
  Tags: 'Tags',
  ValidationMethod: 'ValidationMethod',
};

export const certificate: ResourceType = {
  name: 'AWS::CertificateManager::Certificate',
  properties: Object.keys(NAMES),
  required: ['DomainName'],
  replacedBy: Object.keys(NAMES),
  create: async (properties, { call }) => {
    const { CertificateArn } = await call('acm', 'RequestCertificate', picked(properties, NAMES));
    return { id: String(CertificateArn), attributes: {} };
  },
  delete: ({ id }, _properties, { call }) => call('acm', 'DeleteCertificate', { CertificateArn: id }),
};
