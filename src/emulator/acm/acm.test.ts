import assert from 'node:assert/strict';
import type { CertificateUse } from '../ports';
import type { Input } from '../service';
import { createMemoryStore } from '../storage/memoryStore';
import { createAcm } from './acm';
import { certificateSource } from './certificateSource';

const NOBODY: CertificateUse = { usedBy: () => [] };

function withAcm(use = NOBODY) {
  const store = createMemoryStore();
  const { operations } = createAcm({ store, use });
  const call = async (operation: string, input: Input = {}, region = 'us-east-1') => {
    const context = { region, accountId: '000000000000', requestId: 'test' };
    return ((await operations[operation]?.(input, context))?.body ?? {}) as Record<string, unknown>;
  };
  const request = async (input: Input = {}) =>
    String((await call('RequestCertificate', { DomainName: 'api.example.com', ...input })).CertificateArn);
  return { call, request, source: certificateSource(store) };
}

describe('certificates', () => {
  it('are issued at once, with the records that would have proved the domain', async () => {
    const { call, request, source } = withAcm();
    const arn = await request({ SubjectAlternativeNames: ['*.example.com', 'api.example.com'] });
    assert.match(arn, /^arn:aws:acm:us-east-1:000000000000:certificate\/[0-9a-f-]{36}$/);
    const { Certificate } = (await call('DescribeCertificate', { CertificateArn: arn })) as {
      Certificate: Record<string, unknown> & { DomainValidationOptions: Record<string, unknown>[] };
    };
    assert.equal(Certificate.Status, 'ISSUED');
    assert.equal(Certificate.DomainName, 'api.example.com');
    assert.deepEqual(Certificate.SubjectAlternativeNames, ['api.example.com', '*.example.com']);
    const [first, second] = Certificate.DomainValidationOptions;
    assert.equal(first?.ValidationStatus, 'SUCCESS');
    assert.ok(second);
    const { Name, Type, Value } = second.ResourceRecord as Record<string, string>;
    assert.match(String(Name), /^_[0-9a-f]{32}\.example\.com\.$/);
    assert.match(String(Value), /^_[0-9a-f]{32}\.acm-validations\.aws\.$/);
    assert.equal(Type, 'CNAME');
    assert.equal(source.status('us-east-1', arn), 'ISSUED');
    assert.equal(source.status('us-west-2', arn), undefined);
  });

  it('are the same one when asked for with the same token', async () => {
    const { request } = withAcm();
    const first = await request({ IdempotencyToken: 't1' });
    assert.equal(await request({ IdempotencyToken: 't1' }), first);
    assert.notEqual(await request({ IdempotencyToken: 't2' }), first);
    assert.notEqual(await request({ IdempotencyToken: 't1', DomainName: 'b.example.com' }), first);
    assert.notEqual(await request(), await request());
  });

  it('are refused for what is no domain name', async () => {
    const { request } = withAcm();
    for (const DomainName of [
      undefined,
      '',
      'localhost',
      'a b.com',
      '-a.com',
      'a.*.com',
      `${'a'.repeat(64)}.com`,
    ]) {
      await assert.rejects(request({ DomainName }), {
        code: 'ValidationException',
        message: /^DomainName: /,
      });
    }
    await assert.rejects(request({ SubjectAlternativeNames: ['x'] }), {
      message: /^SubjectAlternativeNames: "x"/,
    });
    await assert.rejects(request({ ValidationMethod: 'PHONE' }), { code: 'ValidationException' });
    const many = Array.from({ length: 10 }, (_, index) => `n${index}.example.com`);
    await assert.rejects(request({ SubjectAlternativeNames: many }), { code: 'LimitExceededException' });
  });

  it('are listed page by page, in their region', async () => {
    const { call, request } = withAcm();
    const arns = [await request(), await request(), await request()];
    const list = async (input: Input, region?: string) => {
      const { CertificateSummaryList, NextToken } = await call('ListCertificates', input, region);
      return [
        (CertificateSummaryList as { CertificateArn: string }[]).map((item) => item.CertificateArn),
        NextToken,
      ];
    };
    assert.deepEqual(await list({ MaxItems: 2 }), [arns.slice(0, 2), '2']);
    assert.deepEqual(await list({ MaxItems: 2, NextToken: '2' }), [arns.slice(2), undefined]);
    assert.deepEqual(await list({ CertificateStatuses: ['EXPIRED'] }), [[], undefined]);
    assert.deepEqual(await list({}, 'eu-west-1'), [[], undefined]);
  });

  it('stay while something uses them', async () => {
    const users = ['arn:aws:apigateway:us-east-1::/domainnames/api.example.com'];
    const { call, request } = withAcm({ usedBy: () => users });
    const CertificateArn = await request();
    await assert.rejects(call('DeleteCertificate', { CertificateArn }), { code: 'ResourceInUseException' });
    const { Certificate } = (await call('DescribeCertificate', { CertificateArn })) as {
      Certificate: Record<string, unknown>;
    };
    assert.deepEqual(Certificate.InUseBy, users);
  });

  it('are missed when deleted', async () => {
    const { call, request } = withAcm();
    const CertificateArn = await request();
    await call('DeleteCertificate', { CertificateArn });
    await assert.rejects(call('DescribeCertificate', { CertificateArn }), {
      code: 'ResourceNotFoundException',
    });
    await assert.rejects(call('DescribeCertificate', { CertificateArn: 'x' }), {
      code: 'InvalidArnException',
    });
  });

  it('carry tags', async () => {
    const { call, request } = withAcm();
    const CertificateArn = await request({ Tags: [{ Key: 'a', Value: '1' }] });
    await call('AddTagsToCertificate', { CertificateArn, Tags: [{ Key: 'a', Value: '2' }, { Key: 'b' }] });
    await call('RemoveTagsFromCertificate', {
      CertificateArn,
      Tags: [{ Key: 'a', Value: 'other' }, { Key: 'b' }],
    });
    assert.deepEqual(await call('ListTagsForCertificate', { CertificateArn }), {
      Tags: [{ Key: 'a', Value: '2' }],
    });
    await assert.rejects(call('AddTagsToCertificate', { CertificateArn, Tags: [] }), {
      code: 'InvalidTagException',
    });
  });
});
