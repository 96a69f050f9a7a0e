import { Reader, util } from 'protobufjs/minimal';
import type { Json, JsonObject } from '../../object/types';
import { MessageField, messageFields } from './messages';

/** A field that nobody here knows: dropping it would lose what was said. */
export class UnknownFieldError extends Error {
  constructor(message: string, number: number) {
    super(`field ${number} of ${message}`);
    this.name = 'UnknownFieldError';
  }
}

function readInteger(reader: Reader): number {
  const value = reader.int64();
  return util.LongBits.from(value).toNumber();
}

/** A moment in whole seconds; the zero moment is none. */
function readTime(bytes: Uint8Array): Json {
  const reader = Reader.create(bytes);
  let seconds: number | undefined;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) seconds = readInteger(reader);
    else reader.skipType(tag & 7);
  }
  if (seconds === undefined) return null;
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function readIntOrString(bytes: Uint8Array): Json {
  const reader = Reader.create(bytes);
  let [isText, number, text] = [false, 0, ''];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) isText = readInteger(reader) === 1;
    else if (tag >>> 3 === 2) number = readInteger(reader);
    else if (tag >>> 3 === 3) text = reader.string();
    else reader.skipType(tag & 7);
  }
  return isText ? text : number;
}

/** A message of one text. */
function readQuantity(bytes: Uint8Array): Json {
  const reader = Reader.create(bytes);
  let text = '0';
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) text = reader.string();
    else reader.skipType(tag & 7);
  }
  return text;
}

const scalars: Record<string, (reader: Reader) => Json> = {
  text: reader => reader.string(),
  int: readInteger,
  bool: reader => reader.bool(),
  bytes: reader => Buffer.from(reader.bytes()).toString('base64'),
  Time: reader => readTime(reader.bytes()),
  IntOrString: reader => readIntOrString(reader.bytes()),
  Quantity: reader => readQuantity(reader.bytes()),
};

function readValue(reader: Reader, type: string): Json {
  const scalar = scalars[type];
  return scalar ? scalar(reader) : decodeMessage(type, reader.bytes());
}

/** An entry of a map: a message of key and value. */
function readEntry(bytes: Uint8Array, type: string): [string, Json] {
  const reader = Reader.create(bytes);
  let [key, value]: [string, Json] = ['', type === 'text' ? '' : null];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) key = reader.string();
    else value = readValue(reader, type);
  }
  return [key, value ?? ''];
}

function put(object: JsonObject, field: MessageField, reader: Reader): void {
  const { name, type } = field;
  if (field.isMap) {
    const [key, value] = readEntry(reader.bytes(), type);
    object[name] = { ...(object[name] as JsonObject), [key]: value };
    return;
  }
  const value = readValue(reader, type);
  if (field.isRepeated) {
    object[name] = [...((object[name] as Json[]) ?? []), value];
    return;
  }
  // the server sends every zero, and JSON leaves them out
  const isZero = value === '' || value === 0 || value === false;
  if (value === null || (isZero && !field.isOptional)) return;
  object[name] = value;
}

/**
 * Reads a message as the JSON that means the same.
 *
 * @throws UnknownFieldError for a field that the message is not known to have
 */
export function decodeMessage(message: string, bytes: Uint8Array): JsonObject {
  const fields = messageFields(message) ?? new Map<number, MessageField>();
  const reader = Reader.create(bytes);
  const object: JsonObject = {};
  while (reader.pos < reader.len) {
    const number = reader.uint32() >>> 3;
    const field = fields.get(number);
    if (!field) throw new UnknownFieldError(message, number);
    put(object, field, reader);
  }
  return object;
}
