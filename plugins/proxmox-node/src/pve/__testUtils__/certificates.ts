import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A certificate that signs itself, with its key. */
export interface TestCertificate {
  key: string;
  cert: string;
  /** SHA-256, as openssl writes it. */
  fingerprint: string;
}

/** A fresh self-signed certificate. */
export async function selfSigned(
  options: { host?: string; notAfter?: Date } = {},
): Promise<TestCertificate> {
  cryptoProvider.set(webcrypto as Crypto);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]);
  const host = options.host ?? '127.0.0.1';
  const type = /^[\d.]+$/.test(host) ? 'ip' : 'dns';
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${host}`,
    notBefore: new Date(Date.now() - 172_800_000),
    notAfter: options.notAfter ?? new Date(Date.now() + 86_400_000),
    signingAlgorithm: algorithm,
    keys: keys as CryptoKeyPair,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new SubjectAlternativeNameExtension([{ type, value: host }]),
    ],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    key: PemConverter.encode(key, 'PRIVATE KEY'),
    cert: certificate.toString('pem'),
    fingerprint: await fingerprintOf(certificate),
  };
}

async function fingerprintOf(certificate: X509Certificate): Promise<string> {
  const digest = await certificate.getThumbprint('SHA-256');
  const hex = Buffer.from(digest).toString('hex').toUpperCase();
  return (hex.match(/../g) ?? []).join(':');
}
