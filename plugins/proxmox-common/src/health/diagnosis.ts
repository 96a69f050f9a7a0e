import { z } from 'zod/v4';

/** @public */
export const diagnosisSchema = z.object({
  /** Stable name of the rule that found it, for translation and filtering. */
  ruleId: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  /** One sentence: what is so, and why. */
  text: z.string(),
  /** What the rule put into the text. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  nextStep: z.string().optional(),
  /** What the rule rests on: a condition, a Proxmox task and lines of its log, a claim. */
  evidence: z
    .array(
      z.object({
        kind: z.enum(['condition', 'task', 'log', 'object', 'guest']),
        /** What it is, for example `ProxmoxMachine acme-md-0-x7k2p: VirtualMachineProvisioned`. */
        title: z.string(),
        text: z.string(),
      }),
    )
    .optional(),
});

/** One sentence on the state of a thing, found by a rule. @public */
export interface Diagnosis extends z.infer<typeof diagnosisSchema> {}
