import { badRequest } from '../StatusError';

/** Where a list in pages goes on. */
export interface ContinuePoint {
  /** Revision of the first page; -1 to go on without a consistent snapshot. */
  revision: number;
  /** Key after which the next page starts. */
  after: string;
}

/** Writes a token as the API does. */
export function writeContinueToken(point: ContinuePoint): string {
  const slash = point.revision < 0 ? '' : '/';
  const start = `${slash}${point.after}\u0000`;
  const json = JSON.stringify({
    v: 'meta.k8s.io/v1',
    rv: point.revision,
    start,
  });
  return Buffer.from(json).toString('base64url');
}

function forged(text: string): Error {
  return badRequest(
    `invalid continue token: continue key is not valid: ${text}`,
  );
}

function readJson(token: string): { v?: string; rv?: number; start?: string } {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    const first = text[0] ?? '';
    const code = first.charCodeAt(0);
    const shown =
      code < 32 ? `\\x${code.toString(16).padStart(2, '0')}` : first;
    throw forged(
      text === ''
        ? 'unexpected end of JSON input'
        : `invalid character '${shown}' looking for beginning of value`,
    );
  }
}

/** Reads a token that a list answered; throws a 400 for any other text. */
export function readContinueToken(token: string): ContinuePoint {
  const { v, rv, start } = readJson(token);
  if (v !== 'meta.k8s.io/v1' || rv === undefined || start === undefined) {
    throw forged(`server does not recognize this encoded version "${v ?? ''}"`);
  }
  return {
    revision: rv,
    after: start.replace(/^\//, '').replace(/\0$/, ''),
  };
}
