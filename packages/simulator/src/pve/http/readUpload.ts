import { UploadedFile } from '../Call';
import { RawParameters } from './readParameters';

const headerEnd = Buffer.from('\r\n\r\n');

function readPart(part: Buffer) {
  const split = part.indexOf(headerEnd);
  if (split < 0) return undefined;
  const head = part.subarray(0, split).toString('utf8');
  // The part ends with the line break that belongs to the next boundary.
  const body = part.subarray(split + headerEnd.length, part.length - 2);
  const name = /name="([^"]*)"/.exec(head)?.[1];
  const fileName = /filename="([^"]*)"/.exec(head)?.[1];
  return name === undefined ? undefined : { name, fileName, body };
}

/** Reads a multipart upload: fields, and the one file named `filename`. */
export function readUpload(
  body: Buffer,
  contentType: string,
): { parameters: RawParameters; file?: UploadedFile } {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType);
  const parameters: RawParameters = {};
  let file: UploadedFile | undefined;
  if (!boundary) return { parameters };
  const delimiter = Buffer.from(`--${boundary[1] ?? boundary[2]}`);
  let from = body.indexOf(delimiter);
  while (from >= 0) {
    const start = from + delimiter.length;
    const next = body.indexOf(delimiter, start);
    if (next < 0) break;
    const part = readPart(body.subarray(start + 2, next));
    if (part?.fileName !== undefined) {
      file = { name: part.fileName, size: part.body.length };
      parameters[part.name] = part.fileName;
    } else if (part) {
      parameters[part.name] = part.body.toString('utf8');
    }
    from = next;
  }
  return { parameters, file };
}
