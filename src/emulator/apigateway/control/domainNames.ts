import type { CertificateSource } from '../../ports';
import type { Input, Operation, OperationContext } from '../../service';
import { type ApiGatewayState, idOf } from '../apiGatewayState';
import { badRequest, conflict } from '../errors';
import type { DomainName } from '../model';
import { applyPatch, type PatchRules } from './applyPatch';
import { endpointConfiguration, patchEndpointType } from './endpointConfiguration';
import { hostedZoneOf } from './hostedZones';
import { newId } from './newId';
import { now } from './now';
import { page } from './page';
import { only, patchInside, patchText } from './patchRules';
import { filledText, requiredText, textMap } from './readInput';

const DOMAIN = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/** CloudFront's hosted zone, the same everywhere. */
const DISTRIBUTION_ZONE = 'Z2FDTNDATAQYW2';

const PATCH: PatchRules = {
  '/certificateArn': patchText('certificateArn'),
  '/certificateName': patchText('certificateName'),
  '/regionalCertificateArn': patchText('regionalCertificateArn'),
  '/regionalCertificateName': patchText('regionalCertificateName'),
  '/securityPolicy': only('replace', patchText('securityPolicy')),
  '/endpointConfiguration/types/{type}': patchEndpointType,
  '/endpointConfiguration/ipAddressType': patchInside('endpointConfiguration', patchText('ipAddressType')),
};

export const domainNames = (
  state: ApiGatewayState,
  certificates: CertificateSource,
): Record<string, Operation> => ({
  CreateDomainName: (input, context) => {
    const domain = newDomain(input, context);
    if (state.domainNames.get(context.region, domain.domainName)) {
      throw conflict('The domain name you provided already exists.');
    }
    checkCertificate(domain, certificates, context);
    state.domainNames.put(context.region, domain.domainName, domain);
    return { status: 201, body: { ...domain } };
  },
  GetDomainName: (input, context) => ({ body: { ...named(state, input, context) } }),
  GetDomainNames: (input, { region }) => page(state.domainNames.list(region), input),
  UpdateDomainName: (input, context) => {
    const patched = applyPatch(named(state, input, context), input.patchOperations, PATCH);
    const domain = { ...patched, ...addresses(patched, context.region) };
    checkSecurityPolicy(domain.securityPolicy);
    checkCertificate(domain, certificates, context);
    state.domainNames.put(context.region, domain.domainName, domain);
    return { body: { ...domain } };
  },
  DeleteDomainName: (input, context) => {
    const { domainName } = named(state, input, context);
    for (const { basePath } of state.mappingsOfDomain(context.region, domainName)) {
      state.basePathMappings.delete(context.region, idOf(domainName, basePath));
    }
    state.domainNames.delete(context.region, domainName);
    return { status: 202 };
  },
});

const named = (state: ApiGatewayState, input: Input, context: OperationContext): DomainName =>
  state.domainName(context, requiredText(input, 'domainName'));

function newDomain(input: Input, { region }: OperationContext): DomainName {
  const domainName = requiredText(input, 'domainName').toLowerCase();
  if (domainName.length > 255 || !DOMAIN.test(domainName)) {
    throw badRequest('Domain name should be a valid fully qualified domain name, like api.example.com.');
  }
  const domain = {
    domainName,
    certificateArn: filledText(input, 'certificateArn'),
    certificateName: filledText(input, 'certificateName'),
    regionalCertificateArn: filledText(input, 'regionalCertificateArn'),
    regionalCertificateName: filledText(input, 'regionalCertificateName'),
    certificateUploadDate: now(),
    endpointConfiguration: endpointConfiguration(input),
    domainNameStatus: 'AVAILABLE',
    securityPolicy: filledText(input, 'securityPolicy') ?? 'TLS_1_2',
    tags: textMap(input, 'tags') ?? {},
  };
  checkSecurityPolicy(domain.securityPolicy);
  return { ...domain, ...addresses(domain, region) };
}

/** Where DNS would have to point. Kept once given, whatever the endpoint type becomes. */
function addresses(domain: DomainName, region: string): Partial<DomainName> {
  if (isEdge(domain)) {
    return {
      distributionDomainName: domain.distributionDomainName ?? `d${newId()}.cloudfront.net`,
      distributionHostedZoneId: DISTRIBUTION_ZONE,
    };
  }
  return {
    regionalDomainName: domain.regionalDomainName ?? `d-${newId()}.execute-api.${region}.amazonaws.com`,
    regionalHostedZoneId: hostedZoneOf(region),
  };
}

const isEdge = (domain: DomainName): boolean => domain.endpointConfiguration.types.includes('EDGE');

function checkSecurityPolicy(policy: string): void {
  if (!/^(TLS_1_[02]|SecurityPolicy_\w+)$/.test(policy)) {
    throw badRequest(`Invalid security policy "${policy}". Valid values are TLS_1_0, TLS_1_2.`);
  }
}

/** A domain needs an issued certificate: of its own region, or for an edge-optimized one of us-east-1. */
function checkCertificate(
  domain: DomainName,
  certificates: CertificateSource,
  { region }: OperationContext,
): void {
  const edge = isEdge(domain);
  const arn = edge ? domain.certificateArn : domain.regionalCertificateArn;
  if (arn === undefined) {
    const type = domain.endpointConfiguration.types[0];
    throw badRequest(`A certificate was not provided for the endpoint type ${type}.`);
  }
  const home = edge ? 'us-east-1' : region;
  const status = certificates.status(home, arn);
  if (status === undefined) {
    throw badRequest(`The provided certificate does not exist. ACM has no ${arn} in ${home}.`);
  }
  if (status !== 'ISSUED') throw badRequest(`The provided certificate must be issued, but it is ${status}.`);
}
