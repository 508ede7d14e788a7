import type { Properties } from '../stack';
import { changed } from './changed';
import { lowerKeys } from './lowerKeys';
import type { Physical, ResourceType } from './resourceType';
import { tagMap } from './tagMap';

export const apiDomainName: ResourceType = {
  name: 'AWS::ApiGateway::DomainName',
  properties: [
    'CertificateArn',
    'DomainName',
    'EndpointConfiguration',
    'RegionalCertificateArn',
    'SecurityPolicy',
    'Tags',
  ],
  required: ['DomainName'],
  replacedBy: ['DomainName', 'EndpointConfiguration', 'SecurityPolicy', 'Tags'],
  create: async (properties, { call }) => {
    const { Tags: _tags, EndpointConfiguration, ...members } = properties;
    const domain = await call('apigateway', 'CreateDomainName', {
      ...lowerKeys(members),
      ...(EndpointConfiguration !== undefined && { endpointConfiguration: lowerKeys(EndpointConfiguration) }),
      tags: tagMap(properties),
    });
    return describe(domain);
  },
  update: async ({ id }, change, { call }) => {
    const patchOperations = ['CertificateArn', 'RegionalCertificateArn']
      .filter((name) => changed(change, name) && change.properties[name] !== undefined)
      .map((name) => ({
        op: 'replace',
        path: `/${name.charAt(0).toLowerCase()}${name.slice(1)}`,
        value: String(change.properties[name]),
      }));
    return describe(await call('apigateway', 'UpdateDomainName', { domainName: id, patchOperations }));
  },
  delete: ({ id }, _properties, { call }) => call('apigateway', 'DeleteDomainName', { domainName: id }),
};

function describe(domain: Properties): Physical {
  const attributes = {
    DistributionDomainName: domain.distributionDomainName,
    DistributionHostedZoneId: domain.distributionHostedZoneId,
    RegionalDomainName: domain.regionalDomainName,
    RegionalHostedZoneId: domain.regionalHostedZoneId,
  };
  const present = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return {
    id: String(domain.domainName),
    attributes: Object.fromEntries(present.map(([name, value]) => [name, String(value)])),
  };
}
