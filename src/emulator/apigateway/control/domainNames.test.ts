import assert from 'node:assert/strict';
import { createTestApi } from '../testApi';

async function withCertificate(region = 'us-east-1') {
  const api = createTestApi();
  const { CertificateArn } = await api.acm('RequestCertificate', { DomainName: 'api.example.com' }, region);
  const create = (input: object = {}) =>
    api.call(
      'CreateDomainName',
      {
        domainName: 'api.example.com',
        regionalCertificateArn: CertificateArn,
        endpointConfiguration: { types: ['REGIONAL'] },
        ...input,
      },
      region,
    );
  return { ...api, CertificateArn, create };
}

describe('domain names', () => {
  it('are available at once, at an address of their region', async () => {
    const { call, create, CertificateArn } = await withCertificate('us-west-2');
    await create();
    const domain = await call('GetDomainName', { domainName: 'api.example.com' }, 'us-west-2');
    const { regionalDomainName, certificateUploadDate, ...rest } = domain;
    assert.match(String(regionalDomainName), /^d-[a-z0-9]{10}\.execute-api\.us-west-2\.amazonaws\.com$/);
    assert.ok(Number.isInteger(certificateUploadDate));
    assert.deepEqual(rest, {
      domainName: 'api.example.com',
      regionalCertificateArn: CertificateArn,
      regionalHostedZoneId: 'Z2OJLYMUO9EFXC',
      endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
      domainNameStatus: 'AVAILABLE',
      securityPolicy: 'TLS_1_2',
      tags: {},
    });
  });

  it('need a certificate that their region has', async () => {
    const { create, acm } = await withCertificate();
    const { CertificateArn: western } = await acm(
      'RequestCertificate',
      { DomainName: 'a.example.com' },
      'us-west-2',
    );
    await assert.rejects(create({ regionalCertificateArn: undefined }), {
      code: 'BadRequestException',
      message: 'A certificate was not provided for the endpoint type REGIONAL.',
    });
    await assert.rejects(create({ regionalCertificateArn: western }), {
      code: 'BadRequestException',
      message: /^The provided certificate does not exist\..*us-east-1/,
    });
  });

  it('take the certificate of an edge-optimized domain from us-east-1', async () => {
    const { call, acm } = createTestApi();
    const { CertificateArn } = await acm('RequestCertificate', { DomainName: 'e.example.com' });
    const input = { domainName: 'e.example.com', certificateArn: CertificateArn };
    const { distributionDomainName } = await call('CreateDomainName', input, 'eu-west-1');
    assert.match(String(distributionDomainName), /\.cloudfront\.net$/);
  });

  it('refuse a second one and what is no domain name', async () => {
    const { create } = await withCertificate();
    await create();
    await assert.rejects(create(), { code: 'ConflictException', message: /already exists/ });
    await assert.rejects(create({ domainName: 'localhost' }), { code: 'BadRequestException' });
    await assert.rejects(create({ domainName: 'b.example.com', securityPolicy: 'SSL_3' }), /SSL_3/);
  });

  it('keep their certificate from being deleted', async () => {
    const { call, reply, acm, create, CertificateArn } = await withCertificate();
    await create();
    await assert.rejects(acm('DeleteCertificate', { CertificateArn }), {
      code: 'ResourceInUseException',
      message: /arn:aws:apigateway:us-east-1::\/domainnames\/api\.example\.com/,
    });
    assert.equal((await reply('DeleteDomainName', { domainName: 'api.example.com' })).status, 202);
    await acm('DeleteCertificate', { CertificateArn });
    await assert.rejects(call('GetDomainName', { domainName: 'api.example.com' }), {
      code: 'NotFoundException',
      message: 'Invalid domain name identifier specified',
    });
  });

  it('change their certificate by patch operations', async () => {
    const { call, acm, create } = await withCertificate();
    await create();
    const { CertificateArn } = await acm('RequestCertificate', { DomainName: '*.example.com' });
    const patch = (value: unknown) =>
      call('UpdateDomainName', {
        domainName: 'api.example.com',
        patchOperations: [{ op: 'replace', path: '/regionalCertificateArn', value }],
      });
    assert.equal((await patch(CertificateArn)).regionalCertificateArn, CertificateArn);
    await assert.rejects(patch('arn:aws:acm:us-east-1:000000000000:certificate/none'), /does not exist/);
  });
});
