import { z } from 'zod/v4';
import { diagnosisSchema } from '../health';
import { conditionSchema, machineSchema, tenantClusterSchema } from '../model';
import { sourceAgeSchema } from './schemas';

/** `GET /v1/tenant-clusters?source=` @public */
export const tenantClustersAnswerSchema = z.object({
  items: z.array(tenantClusterSchema),
  sources: z.array(sourceAgeSchema),
});

/** @public */
export type TenantClustersAnswer = z.infer<typeof tenantClustersAnswerSchema>;

/**
 * A line of the condition tree: an object with the condition that sums it up, and what hangs below it.
 *
 * @public
 */
export interface ConditionTreeNode {
  kind: string;
  name: string;
  /** How many objects of the same state the line stands for. */
  count: number;
  condition?: z.infer<typeof conditionSchema>;
  /** All conditions, for whoever opens the line. */
  conditions: z.infer<typeof conditionSchema>[];
  children: ConditionTreeNode[];
}

/** @public */
export const conditionTreeNodeSchema: z.ZodType<ConditionTreeNode> = z.lazy(
  () =>
    z.object({
      kind: z.string(),
      name: z.string(),
      count: z.number(),
      condition: conditionSchema.optional(),
      conditions: z.array(conditionSchema),
      children: z.array(conditionTreeNodeSchema),
    }),
);

/** `GET /v1/tenant-clusters/:source/:namespace/:name` @public */
export const tenantClusterAnswerSchema = z.object({
  cluster: tenantClusterSchema,
  source: sourceAgeSchema,
  machines: z.array(machineSchema),
  tree: conditionTreeNodeSchema,
  diagnoses: z.array(diagnosisSchema),
});

/** @public */
export type TenantClusterAnswer = z.infer<typeof tenantClusterAnswerSchema>;
