import { z } from 'zod/v4';

// Objects come from servers of many versions, and in tests of operators by hand: a field of a wrong type counts as
// absent, so that one odd object never hides the others.

export const text = z.string().optional().catch(undefined);
export const whole = z.number().int().optional().catch(undefined);
export const yesOrNo = z.boolean().optional().catch(undefined);

/** A part that counts as absent where it is not an object. */
export function part<T extends z.ZodRawShape>(shape: T) {
  return z.object(shape).optional().catch(undefined);
}

/** A list without the entries that are not as expected. */
export function listOf<T extends z.ZodType>(entry: T) {
  return z
    .array(z.unknown())
    .catch([])
    .transform(entries =>
      entries.flatMap(value => {
        const result = entry.safeParse(value);
        return result.success ? [result.data] : [];
      }),
    );
}

const labels = z.record(z.string(), z.string()).catch({}).default({});

/** The only part without which an object is of no use. */
export const wireMetadata = z.object({
  name: z.string(),
  namespace: z.string().catch('').default(''),
  uid: text,
  creationTimestamp: z.string().catch('').default(''),
  deletionTimestamp: text,
  labels,
  annotations: labels,
  ownerReferences: listOf(
    z.object({ kind: z.string(), name: z.string(), controller: yesOrNo }),
  ),
});

export type WireMetadata = z.output<typeof wireMetadata>;

/** A condition of either dialect; only the old one has a severity. */
export const wireConditions = listOf(
  z.object({
    type: z.string(),
    status: z.enum(['True', 'False', 'Unknown']),
    reason: text,
    message: text,
    severity: text,
    lastTransitionTime: text,
  }),
);

export type WireCondition = z.output<typeof wireConditions>[number];

/** Conditions of Cluster API's own kinds, where a newer list may stand beside the older one. */
export const coreConditions = {
  conditions: wireConditions,
  v1beta2: part({ conditions: wireConditions }),
};

export const wireReference = part({ kind: z.string(), name: z.string() });

export const wireEndpoint = part({
  host: z.string().min(1),
  port: z.number().int().positive(),
});
