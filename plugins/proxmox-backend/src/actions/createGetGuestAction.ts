import { parseGuestId } from '../routes/parseRequest';
import { ActionOptions } from './ActionOptions';
import { requireUser } from './requireUser';

const DESCRIPTION = `Gets one virtual machine or container of a Proxmox VE cluster that the user may read: status, node, owner, usage, and what is wrong with it in sentences ("diagnoses").
A VMID is unique only inside one cluster, so the cluster must be named too.`;

/** Registers `proxmox:get-guest`. */
export function createGetGuestAction(options: ActionOptions): void {
  const { actionsRegistry, auth, guests } = options;
  actionsRegistry.register({
    name: 'get-guest',
    title: 'Get a Proxmox guest',
    description: DESCRIPTION,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          source: z.string().describe('Name of the cluster'),
          type: z
            .enum(['qemu', 'lxc'])
            .describe('qemu: virtual machine, lxc: container'),
          vmid: z.number().int().describe('For example 101'),
        }),
      output: z =>
        z
          .object({
            guest: z.object({}).passthrough(),
            source: z.object({}).passthrough(),
            diagnoses: z.array(z.object({}).passthrough()),
          })
          .passthrough(),
    },
    async action({ input, credentials }) {
      const caller = requireUser(auth, credentials);
      const id = parseGuestId({ ...input, vmid: String(input.vmid) });
      return { output: { ...(await guests.get(caller, id)) } };
    },
  });
}
