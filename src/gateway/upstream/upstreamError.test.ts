import assert from 'node:assert/strict';
import { UpstreamError } from './upstreamError';

const messageOf = (code: string, url = 'https://aws.test'): string =>
  new UpstreamError(url, Object.assign(new Error('x'), { code })).message;

describe('an upstream that gives no answer', () => {
  const sentences: Record<string, RegExp> = {
    ECONNREFUSED: /^Nothing answers at https:\/\/aws\.test, .*\(ECONNREFUSED\)\. Start the emulator there/,
    ENOTFOUND: /^Nothing answers at .*another --upstream\.$/,
    ETIMEDOUT: /^Nothing answers at /,
    ECONNRESET: /broke the connection off without an answer \(ECONNRESET\)\. Its log/,
    DEPTH_ZERO_SELF_SIGNED_CERT: /is not trusted .*NODE_EXTRA_CA_CERTS/,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: /is not trusted .*NODE_EXTRA_CA_CERTS/,
    CERT_HAS_EXPIRED: /is not valid for it \(CERT_HAS_EXPIRED\)\. Renew it/,
    ERR_TLS_CERT_ALTNAME_INVALID: /is not valid for it .*the name that it was made for/,
    EPROTO: /does not speak HTTPS \(EPROTO\)\. Check the scheme/,
  };
  for (const [code, sentence] of Object.entries(sentences)) {
    it(`says so for ${code}`, () => assert.match(messageOf(code), sentence));
  }

  it('says what was expected to be spoken', () =>
    assert.match(messageOf('HPE_INVALID_CONSTANT', 'http://aws.test'), /does not speak HTTP \(/));

  it('quotes an error without a code', () =>
    assert.match(new UpstreamError('http://aws.test', new Error('odd')).message, /\(odd\)/));

  it('knows what asking again cannot mend', () => {
    const isFinal = (code: string) =>
      new UpstreamError('http://aws.test', Object.assign(new Error('x'), { code })).isFinal;
    for (const code of ['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'HPE_INVALID_CONSTANT', 'EPROTO'])
      assert.equal(isFinal(code), true, code);
    for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'])
      assert.equal(isFinal(code), false, code);
  });
});
