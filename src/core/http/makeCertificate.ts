import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface CertificateWish {
  /** A DNS name. */
  readonly host: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Who signs; itself when absent. */
  readonly issuer?: { readonly name: string; readonly privateKey: KeyObject };
}

/** PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly privateKey: KeyObject;
}

const hourMs = 3_600_000;

/** For tests: a certificate for a server (X.509 v3, RFC 5280), made here, so that no key has to lie in the repository. */
export const makeCertificate = (wish: CertificateWish): Certificate => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = Date.now();
  const { host, notBefore = new Date(now - hourMs), notAfter = new Date(now + hourMs) } = wish;
  const { name: issuer, privateKey: signer } = wish.issuer ?? { name: host, privateKey };
  const body = sequence(
    der(0xa0, der(2, Buffer.from([2]))), // v3
    der(2, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(timeOf(notBefore), timeOf(notAfter)),
    nameOf(host),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(alternativeName(host))),
  );
  const signature = sign('sha256', body, signer);
  const whole = sequence(body, ecdsaWithSha256, der(3, Buffer.concat([Buffer.from([0]), signature])));
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    privateKey,
  };
};

/** A value with its tag and length (X.690). */
const der = (tag: number, content: Buffer): Buffer => {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};

const sequence = (...parts: Buffer[]) => der(0x30, Buffer.concat(parts));
const oid = (hex: string) => der(6, Buffer.from(hex, 'hex'));
const text = (value: string) => der(12, Buffer.from(value));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const nameOf = (commonName: string) => sequence(der(0x31, sequence(oid('550403'), text(commonName))));

const timeOf = (date: Date) =>
  der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, ''), 'latin1'));

const alternativeName = (host: string) =>
  sequence(oid('551d11'), der(4, sequence(der(0x82, Buffer.from(host, 'latin1')))));
