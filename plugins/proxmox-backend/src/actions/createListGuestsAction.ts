import { guestsQuerySchema } from '@rackstage/plugin-proxmox-common';
import { parseQuery } from '../routes/parseRequest';
import { ActionOptions } from './ActionOptions';
import { requireUser } from './requireUser';

const DESCRIPTION = `Lists virtual machines and containers of the Proxmox VE clusters that the user may read, as the portal last saw them.
Every answer carries the age and health of each cluster ("sources"): of a failing one the rows are old.
Addresses, disks and snapshots are not included; proxmox.get-guest has more of a single one.`;

/** Registers `proxmox:list-guests`. */
export function createListGuestsAction(options: ActionOptions): void {
  const { actionsRegistry, auth, access, guests } = options;
  actionsRegistry.register({
    name: 'list-guests',
    title: 'List Proxmox guests',
    description: DESCRIPTION,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          search: z
            .string()
            .max(200)
            .optional()
            .describe('Part of a name, VMID, tag, pool or node'),
          source: z
            .string()
            .optional()
            .describe('Name of one cluster; all of them without'),
          type: z
            .enum(['qemu', 'lxc'])
            .optional()
            .describe('qemu: virtual machines, lxc: containers'),
          status: z
            .enum(['running', 'stopped', 'paused', 'suspended', 'unknown'])
            .optional(),
          owner: z
            .string()
            .optional()
            .describe('Entity ref, for example group:default/team-a'),
          offset: z.number().int().min(0).optional(),
          limit: z.number().int().min(1).max(500).optional(),
        }),
      // What it is in detail says the contract of the HTTP API; here it is passed on.
      output: z =>
        z
          .object({
            items: z.array(z.object({}).passthrough()),
            total: z.number().describe('Of all pages'),
            sources: z.array(z.object({}).passthrough()),
          })
          .passthrough(),
    },
    async action({ input, credentials }) {
      const caller = requireUser(auth, credentials);
      const query = parseQuery(guestsQuerySchema, input);
      const reader = await access.getReader(caller);
      return { output: { ...guests.list(reader, query) } };
    },
  });
}
