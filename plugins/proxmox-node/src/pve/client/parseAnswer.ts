import { z } from 'zod/v4';
import { HttpAnswer } from './HttpEndpoint';
import { PveAnswer } from './PveClientOptions';

const envelopeSchema = z.object({
  data: z.unknown().optional(),
  total: z.number().optional().catch(undefined),
});

const failureSchema = z.object({
  message: z.string().optional().catch(undefined),
  errors: z.record(z.string(), z.string()).optional().catch(undefined),
});

/** A success that holds no such thing; says what it looked like without repeating any of it. */
export class UnreadableAnswer extends Error {}

/**
 * Reads `{"data": …}` whatever the content type says: proxies and other servers write it differently.
 *
 * @throws UnreadableAnswer where the body is not that.
 */
export function parseSuccess(answer: HttpAnswer): PveAnswer {
  const json = parseJson(answer.body);
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success || !('data' in Object(json))) {
    const type = answer.contentType || 'no content type';
    throw new UnreadableAnswer(
      json === undefined
        ? `the answer (${type}, ${answer.body.length} characters) is not JSON`
        : `the answer (${type}) is JSON without "data"`,
    );
  }
  const { data, total } = envelope.data;
  return total === undefined ? { data } : { data, total };
}

/** Proxmox's own words: the reason phrase, else the message in the body; never the body itself. */
export function parseFailure(answer: HttpAnswer): {
  reason: string;
  errors?: Record<string, string>;
} {
  const failure = failureSchema.safeParse(parseJson(answer.body));
  const message = failure.success ? failure.data.message : undefined;
  const reason = answer.reason || message || 'no reason given';
  return {
    reason: reason.split('\n')[0].trim(),
    errors: failure.success ? failure.data.errors : undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may hold anything.
    return undefined;
  }
}
