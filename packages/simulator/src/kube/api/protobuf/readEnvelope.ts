import type { JsonObject } from '../../object/types';
import { StatusError } from '../StatusError';
import { decodeMessage, UnknownFieldError } from './decodeMessage';
import { readsProtobuf } from './messages';

/** The media type of Kubernetes' protobuf. */
export const protobufType = 'application/vnd.kubernetes.protobuf';

/** What every body in protobuf begins with. */
export const envelopeMagic = Buffer.from('k8s\0', 'latin1');

function unsupported(text: string): StatusError {
  return new StatusError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: `the body of the request was in an unknown format - ${text}`,
  });
}

function decode<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownFieldError) {
      throw unsupported(
        `this simulator does not know ${error.message} in protobuf. Send JSON`,
      );
    }
    throw unsupported('it cannot be read as protobuf');
  }
}

/**
 * Reads an object that was sent in protobuf as the JSON that means the same.
 *
 * @returns undefined for kinds that are taken as JSON only
 */
export function readEnvelope(body: Buffer): JsonObject | undefined {
  if (!body.subarray(0, envelopeMagic.length).equals(envelopeMagic)) {
    throw unsupported('it does not begin as protobuf of Kubernetes does');
  }
  const unknown = decode(() =>
    decodeMessage('Unknown', body.subarray(envelopeMagic.length)),
  );
  const typeMeta = (unknown.typeMeta ?? {}) as JsonObject;
  const { apiVersion = '', kind = '' } = typeMeta;
  if (!readsProtobuf(String(apiVersion), String(kind))) return undefined;
  const raw = Buffer.from(String(unknown.raw ?? ''), 'base64');
  const object = decode(() => decodeMessage(String(kind), raw));
  return { apiVersion, kind, ...object };
}
