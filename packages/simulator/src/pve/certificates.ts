import 'reflect-metadata';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 24 * 60 * 60 * 1000;

/** A certificate with its key, and the fingerprint that clients pin. */
export interface ServerCertificate {
  certPem: string;
  keyPem: string;
  /** SHA-256 as `AA:BB:…`. */
  fingerprint: string;
}

function toPem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join(
    '\n',
  )}\n-----END ${label}-----\n`;
}

async function makeKeys(): Promise<CryptoKeyPair> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]);
  return keys as CryptoKeyPair;
}

/** SHA-256 fingerprint of a certificate, as Proxmox VE writes it. */
export function fingerprintOf(der: ArrayBuffer | Buffer): string {
  const bytes = Buffer.isBuffer(der) ? der : Buffer.from(der);
  const hash = createHash('sha256').update(bytes).digest('hex');
  return (hash.toUpperCase().match(/../g) ?? []).join(':');
}

interface AuthorityParts {
  authority: x509.X509Certificate;
  authorityKeys: CryptoKeyPair;
  nodeKeys: CryptoKeyPair;
  nodeKeyPem: string;
}

/**
 * The authority of one simulator. Node certificates share one key pair: making
 * keys is the slow part, and nothing under test depends on their being distinct.
 */
export class CertificateAuthority {
  private constructor(private readonly parts: AuthorityParts) {}

  static async create(): Promise<CertificateAuthority> {
    x509.cryptoProvider.set(webcrypto as Crypto);
    const [keys, nodeKeys] = await Promise.all([makeKeys(), makeKeys()]);
    const now = Date.now();
    const authority = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: randomBytes(15).toString('hex'),
      name: 'CN=Proxmox Virtual Environment, O=PVE Cluster Manager CA',
      notBefore: new Date(now - dayMs),
      notAfter: new Date(now + 3650 * dayMs),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(
          x509.KeyUsageFlags.keyCertSign + x509.KeyUsageFlags.cRLSign,
          true,
        ),
      ],
    });
    const pkcs8 = await webcrypto.subtle.exportKey(
      'pkcs8',
      nodeKeys.privateKey,
    );
    return new CertificateAuthority({
      authority,
      authorityKeys: keys,
      nodeKeys,
      nodeKeyPem: toPem('PRIVATE KEY', pkcs8),
    });
  }

  /** The certificate that clients must trust. */
  get pem(): string {
    return `${this.parts.authority.toString('pem')}\n`;
  }

  /** A server certificate for loopback and the node's own name. */
  async issue(node: string): Promise<ServerCertificate> {
    const now = Date.now();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: randomBytes(15).toString('hex'),
      subject: `CN=${node}.local, O=Proxmox Virtual Environment`,
      issuer: this.parts.authority.subject,
      notBefore: new Date(now - dayMs),
      notAfter: new Date(now + 730 * dayMs),
      signingAlgorithm: algorithm,
      publicKey: this.parts.nodeKeys.publicKey,
      signingKey: this.parts.authorityKeys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          { type: 'ip', value: '127.0.0.1' },
          { type: 'dns', value: 'localhost' },
          { type: 'dns', value: node },
          { type: 'dns', value: `${node}.local` },
        ]),
      ],
    });
    return {
      certPem: `${certificate.toString('pem')}\n`,
      keyPem: this.parts.nodeKeyPem,
      fingerprint: fingerprintOf(certificate.rawData),
    };
  }
}
