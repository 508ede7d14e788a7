import type { CertificateUse } from '../ports';
import type { ApiGatewayState } from './apiGatewayState';

/** The domains that have a certificate, as ARNs. */
export const certificateUse = (state: ApiGatewayState): CertificateUse => ({
  usedBy: (arn) =>
    state.domainNames
      .all()
      .filter(({ value }) => value.certificateArn === arn || value.regionalCertificateArn === arn)
      .map(({ region, id }) => `arn:aws:apigateway:${region}::/domainnames/${id}`),
});
