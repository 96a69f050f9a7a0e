import { isIP } from 'node:net';

const DATE_TIME =
  /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** The formats of strings that the API checks. */
const FORMATS: { [format: string]: (text: string) => boolean } = {
  'date-time': text => DATE_TIME.test(text),
  date: text => /^\d{4}-\d{2}-\d{2}$/.test(text),
  byte: text => /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0,
  ipv4: text => isIP(text) === 4,
  ipv6: text => isIP(text) === 6,
  uri: text => URL.canParse(text),
  uuid: text =>
    /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(
      text,
    ),
};

/** False when the format is one that the API checks and the text is none. */
export function hasFormat(format: string, text: string): boolean {
  const check = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  return check ? check(text) : true;
}
