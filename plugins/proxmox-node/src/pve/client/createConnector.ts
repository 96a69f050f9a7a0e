import { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { PveTlsOptions } from './PveClientOptions';

/**
 * The connection to an endpoint did not come about. Because it was refused before anything was sent, every call,
 * also one that writes, may be tried elsewhere.
 */
export class ConnectFailure extends Error {
  readonly kind: 'unreachable' | 'certificate' | 'timeout';

  constructor(kind: ConnectFailure['kind'], message: string) {
    super(message);
    this.name = 'ConnectFailure';
    this.kind = kind;
  }
}

const certificateCodes =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT|INVALID_CA|HOSTNAME_MISMATCH)/;

/**
 * Connects with one of three ways of trust: an authority (the system's or a given one), pinned fingerprints, or none.
 * A pinned fingerprint is compared as soon as the handshake ends and before the socket is handed on, so that no byte of
 * a request, and no credential in it, ever reaches another server.
 */
export function createConnector(
  tls: PveTlsOptions | undefined,
  timeout: number,
): buildConnector.connector {
  const pinned = (tls?.fingerprints ?? []).map(normaliseFingerprint);
  const connect = buildConnector({
    timeout,
    ca: tls?.ca,
    rejectUnauthorized: pinned.length === 0 && !tls?.insecure,
    // A resumed session would show no certificate to compare.
    maxCachedSessions: 0,
  });
  return (options, callback) => {
    connect(options, (error, socket) => {
      if (error) {
        callback(toConnectFailure(error), null);
        return;
      }
      const mismatch = pinned.length > 0 && findMismatch(socket, pinned);
      if (mismatch) {
        socket.destroy();
        callback(new ConnectFailure('certificate', mismatch), null);
        return;
      }
      callback(null, socket);
    });
  };
}

function findMismatch(
  socket: object,
  pinned: readonly string[],
): string | undefined {
  const fingerprint =
    socket instanceof TLSSocket
      ? socket.getPeerCertificate().fingerprint256
      : undefined;
  if (!fingerprint) {
    return 'the server showed no certificate to compare with the pinned fingerprint';
  }
  return pinned.includes(normaliseFingerprint(fingerprint))
    ? undefined
    : `the certificate's SHA-256 fingerprint ${fingerprint} is none of the pinned ones`;
}

function normaliseFingerprint(fingerprint: string): string {
  return fingerprint.replace(/[^0-9A-Fa-f]/g, '').toLowerCase();
}

/** The failure in words, by what kind it is. */
export function toConnectFailure(
  error: Error & { code?: string },
): ConnectFailure {
  const code = error.code ?? '';
  if (certificateCodes.test(code)) {
    return new ConnectFailure('certificate', `${error.message} (${code})`);
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new ConnectFailure('timeout', 'no connection within the time limit');
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    return new ConnectFailure('unreachable', `it does not speak TLS (${code})`);
  }
  return new ConnectFailure('unreachable', describeNetworkError(error));
}

function describeNetworkError(error: Error & { code?: string }): string {
  // Happy eyeballs: one error for several addresses, whose own message is empty.
  const cause: Error & { code?: string } =
    error instanceof AggregateError ? error.errors[0] : error;
  return cause?.message || cause?.code || 'connection failed';
}
