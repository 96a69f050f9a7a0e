import { ApiError } from '../ApiError';
import { Answer } from '../Call';
import { WireAnswer } from './sendAnswer';

const json = 'application/json;charset=UTF-8';

function htmlPage(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;');
  return `<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8">\n    <title>Proxmox VE API</title>\n  </head>\n  <body><pre>${text}</pre></body>\n</html>\n`;
}

/** A handler's result as a 200. */
export function formatSuccess(result: unknown, format: string): WireAnswer {
  const answer = result instanceof Answer ? result : new Answer(result);
  const document = { data: answer.data ?? null, ...answer.extra };
  if (format === 'html') {
    return {
      status: 200,
      reason: 'OK',
      body: htmlPage(document),
      contentType: 'text/html;charset=UTF-8',
    };
  }
  const body = JSON.stringify(
    format === 'extjs' ? { ...document, success: 1 } : document,
  );
  return { status: 200, reason: 'OK', body, contentType: json };
}

/** An error of the API; `extjs` hides it in a 200, as the vendor's GUI wants. */
export function formatError(error: ApiError, format: string): WireAnswer {
  const document = {
    data: null,
    message: error.message,
    ...(error.errors ? { errors: error.errors } : {}),
  };
  if (format === 'extjs') {
    // A number for plain errors, text for those of the parameter check: recorded.
    const status = error.errors ? String(error.status) : error.status;
    return {
      status: 200,
      reason: 'OK',
      body: JSON.stringify({ ...document, success: 0, status }),
      contentType: json,
    };
  }
  return {
    status: error.status,
    reason: error.message,
    body: JSON.stringify(document),
    contentType: json,
  };
}
