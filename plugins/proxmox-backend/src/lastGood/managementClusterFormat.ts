import {
  clusterApiStackSchema,
  conditionSchema,
  machineSchema,
  ManagementClusterState,
  problemSchema,
  tenantClusterSchema,
} from '@rackstage/plugin-proxmox-common';
import { z } from 'zod/v4';
import { StateFormat } from './StateFormat';

const objectReference = z.object({ kind: z.string(), name: z.string() });

const snapshotSchema = z.object({
  identity: z.string().optional(),
  stack: clusterApiStackSchema.optional(),
  version: z.string().optional(),
  tenants: z.array(
    z.object({ source: z.string(), namespace: z.string(), owner: z.string() }),
  ),
  tenantClusters: z.array(tenantClusterSchema),
  // The guest is of another source and is joined anew.
  machines: z.array(machineSchema.omit({ guest: true })),
  addressClaims: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      claimant: objectReference.optional(),
      pool: objectReference.optional(),
      address: z.string().optional(),
      conditions: z.array(conditionSchema),
    }),
  ),
  addressPools: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      addresses: z.array(z.string()),
      total: z.number().optional(),
      used: z.number().optional(),
      free: z.number().optional(),
      outOfRange: z.number().optional(),
    }),
  ),
});

/** Management clusters. */
export const managementClusterFormat: StateFormat<ManagementClusterState> = {
  kind: 'kubernetes',
  version: 1,
  schema: z.object({
    source: z.string(),
    title: z.string(),
    owner: z.string(),
    data: snapshotSchema.optional(),
    asOf: z.iso.datetime().optional(),
    error: problemSchema.optional(),
    warnings: z.array(problemSchema),
    complete: z.boolean(),
    version: z.number(),
  }),
};
