import {
  ProxmoxSnapshot,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import {
  MAXIMUM_SURGE,
  ProvisioningConfig,
  ProxmoxInventory,
} from '@rackstage/plugin-proxmox-node';
import { OrderReservation, VmidRange } from '../OrderDecisions';
import { OrderSettings } from '../OrderSettings';
import { attempt, FactLogger } from './facts/attempt';
import { checkCredentials } from './facts/checkCredentials';
import { chooseVmidRange } from './facts/chooseVmidRange';
import { findMissingPrivileges } from './facts/findMissingPrivileges';
import { readMachineRanges } from './facts/readMachineRanges';
import { readPoolExists } from './facts/readPoolExists';
import { readTemplate } from './facts/readTemplate';
import { PreflightFacts } from './PreflightFacts';

interface ProxmoxFactsOptions {
  spec: TenantClusterOrderSpec;
  orderId?: string;
  inventory: ProxmoxInventory;
  settings: OrderSettings;
  reservations: OrderReservation[];
  /** The newest state of the source. */
  proxmox: Promise<ProxmoxSnapshot | undefined>;
  signal: AbortSignal;
  logger: FactLogger;
}

type ProxmoxFacts = Pick<
  PreflightFacts,
  | 'offer'
  | 'proxmox'
  | 'template'
  | 'credentialProblems'
  | 'missingPrivileges'
  | 'resourcePoolExists'
  | 'vmidRange'
  | 'unreadRanges'
>;

/** What the Proxmox source tells, where anything can be ordered in it. */
export async function readProxmoxFacts(
  options: ProxmoxFactsOptions,
): Promise<ProxmoxFacts> {
  const { spec, settings, inventory, signal, logger } = options;
  const { source, template: vmid } = spec.proxmox;
  const provisioning = settings.provisioning.get(source);
  if (!provisioning) {
    return { offer: null, unreadRanges: [] };
  }
  const { resourcePool } = provisioning;
  const [proxmox, credentials, ranges, resourcePoolExists] = await Promise.all([
    options.proxmox,
    attempt(
      `credentials for ${source}`,
      () => checkCredentials({ source, provisioning, signal, logger }),
      logger,
    ),
    readTakenRanges(options),
    resourcePool === undefined
      ? undefined
      : attempt(
          `pool ${resourcePool}`,
          () =>
            readPoolExists(inventory.getClient(source), resourcePool, signal),
          logger,
        ),
  ]);
  const template =
    proxmox &&
    (await readTemplate({ inventory, proxmox, vmid, signal, logger }));
  const { permissions, major } = credentials ?? {};
  return {
    offer: toOffer(provisioning),
    unreadRanges: ranges.unread,
    proxmox,
    template,
    credentialProblems: credentials?.problems,
    missingPrivileges:
      permissions && major !== undefined && proxmox
        ? findMissingPrivileges(permissions, {
            spec,
            major,
            template: template?.guest,
            vmids: provisioning.vmids,
            resourcePool,
            storages: proxmox.storages,
            networks: proxmox.networks?.items,
            tokenId: provisioning.tokenId,
          })
        : undefined,
    resourcePoolExists,
    vmidRange:
      proxmox &&
      chooseVmidRange({
        vmids: provisioning.vmids,
        machines: spec.pool.replicas + MAXIMUM_SURGE,
        taken: [
          ...ranges.taken,
          ...proxmox.guests.map(guest => ({
            start: guest.vmid,
            end: guest.vmid,
          })),
        ],
      }),
  };
}

function toOffer(provisioning: ProvisioningConfig): ProxmoxFacts['offer'] {
  const { vmids, resourcePool, templates, storages, bridges } = provisioning;
  return { vmids, resourcePool, templates, storages, bridges };
}

/** The VMIDs of other orders and of machine templates, and which of these could not be read. */
async function readTakenRanges(
  options: ProxmoxFactsOptions,
): Promise<{ taken: VmidRange[]; unread: string[] }> {
  const { spec, orderId, inventory, reservations, signal, logger } = options;
  const reserved = reservations.flatMap(other =>
    other.orderId !== orderId && other.source === spec.proxmox.source
      ? other.vmidRange ?? []
      : [],
  );
  const answers = await Promise.all(
    inventory.getManagementClusters().map(({ source }) => {
      const subject = `machine templates of ${source}`;
      const client = inventory.getKubeClient(source);
      return attempt(
        subject,
        () => readMachineRanges({ client, orderId, signal }),
        logger,
      ).then(ranges => ranges ?? subject);
    }),
  );
  return {
    taken: [
      ...reserved,
      ...answers.flatMap(answer => (typeof answer === 'string' ? [] : answer)),
    ],
    unread: answers.filter(answer => typeof answer === 'string'),
  };
}
