import { ORDER_LABEL } from '@rackstage/plugin-proxmox-node';
import { z } from 'zod/v4';
import { VmidRange } from '../../OrderDecisions';
import { KubeReader, listKind } from './kubeObjects';

const schema = z.object({
  metadata: z.object({
    labels: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({
    template: z.object({
      spec: z.object({
        vmIDRange: z.object({ start: z.number(), end: z.number() }).optional(),
      }),
    }),
  }),
});

/** The VMIDs that machine templates of a management cluster may take; those of the order itself are left out. */
export async function readMachineRanges(options: {
  client: KubeReader;
  orderId?: string;
  signal: AbortSignal;
}): Promise<VmidRange[]> {
  const { client, orderId, signal } = options;
  const templates = await listKind(
    client,
    {
      group: 'infrastructure.cluster.x-k8s.io',
      plural: 'proxmoxmachinetemplates',
    },
    { schema, signal },
  );
  return templates.flatMap(({ metadata, spec }) => {
    const isOwn =
      orderId !== undefined && metadata.labels[ORDER_LABEL] === orderId;
    return isOwn ? [] : spec.template.spec.vmIDRange ?? [];
  });
}
