import { z } from 'zod/v4';

/** @public */
export const problemCodeSchema = z.enum([
  'configuration',
  'unreachable',
  'timeout',
  'certificate',
  'unauthorized',
  'privileges-missing',
  'no-quorum',
  'node-offline',
  'unexpected-answer',
  'upstream-error',
  'name-taken',
  'never-read',
]);

/** @public */
export type ProblemCode = z.infer<typeof problemCodeSchema>;

/** @public */
export const problemSchema = z.object({
  code: problemCodeSchema,
  /** Names the thing and the cause, in one sentence. Carries no secret. */
  message: z.string(),
  /** What a person can do about it, in one sentence. */
  nextStep: z.string(),
  /** ISO 8601; since when it has been so. */
  since: z.string(),
});

/**
 * Something that is wrong with a source or with one answer of it, in words for people.
 *
 * @public
 */
export interface Problem extends z.infer<typeof problemSchema> {}
