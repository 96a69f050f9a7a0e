import { Writer } from 'protobufjs/minimal';
import type { FailureStatus, StatusDetails } from '../StatusError';
import { envelopeMagic } from './readEnvelope';

/** The tag of a field whose value has a length of its own. */
function lengthTag(number: number): number {
  return (number << 3) | 2;
}

function writeText(writer: Writer, number: number, text = ''): void {
  writer.uint32(lengthTag(number)).string(text);
}

function writeDetails(writer: Writer, details: StatusDetails): void {
  writeText(writer, 1, details.name);
  writeText(writer, 2, details.group);
  writeText(writer, 3, details.kind);
  for (const { reason, message, field } of details.causes ?? []) {
    writer.uint32(lengthTag(4)).fork();
    writeText(writer, 1, reason);
    writeText(writer, 2, message);
    writeText(writer, 3, field);
    writer.ldelim();
  }
  writer.uint32(5 << 3).int32(details.retryAfterSeconds ?? 0);
  writeText(writer, 6, details.uid);
}

function encodeStatus(status: FailureStatus): Uint8Array {
  const writer = Writer.create();
  writer.uint32(lengthTag(1)).fork();
  writeText(writer, 1);
  writeText(writer, 2);
  writeText(writer, 3, status.continueToken);
  writer.ldelim();
  writeText(writer, 2, 'Failure');
  writeText(writer, 3, status.message);
  writeText(writer, 4, status.reason);
  if (status.details) {
    writer.uint32(lengthTag(5)).fork();
    writeDetails(writer, status.details);
    writer.ldelim();
  }
  return writer
    .uint32(6 << 3)
    .int32(status.code)
    .finish();
}

/** The protobuf of a refusal, for clients that take nothing else. */
export function writeStatus(status: FailureStatus): Buffer {
  const writer = Writer.create();
  writer.uint32(lengthTag(1)).fork();
  writeText(writer, 1, 'v1');
  writeText(writer, 2, 'Status');
  writer.ldelim();
  writer.uint32(lengthTag(2)).bytes(encodeStatus(status));
  writeText(writer, 3);
  writeText(writer, 4);
  return Buffer.concat([envelopeMagic, writer.finish()]);
}
