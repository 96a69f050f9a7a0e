import { isOfferedTemplate } from './placement';
import { fails, passes, PreflightRule, unknown } from './PreflightRule';

/** Where things can be ordered is the platform's decision, whatever the form says. */
const tenantKnown: PreflightRule = ({ spec, isTenant, namespace }) => {
  const id = 'tenant';
  const field = 'tenant';
  const { tenant, managementCluster } = spec;
  if (!isTenant) {
    return fails({
      id,
      field,
      text: `${tenant} is no tenant of ${managementCluster}.`,
      nextStep:
        "Choose another one, or let the platform team add an owner rule for this namespace to 'proxmox.kubernetes'.",
    });
  }
  if (namespace === undefined) {
    return unknown(id, `Namespace ${tenant}`, field);
  }
  return namespace === 'active'
    ? passes(id, `Tenant ${tenant} exists.`)
    : fails({
        id,
        field,
        text:
          namespace === 'missing'
            ? `Namespace ${tenant} does not exist in ${managementCluster}.`
            : `Namespace ${tenant} is being deleted.`,
        nextStep: 'Choose another tenant, or ask the platform team.',
      });
};

const accountMayWrite: PreflightRule = ({ spec, forbiddenKinds }) => {
  const id = 'account-rights';
  const field = 'managementCluster';
  const { managementCluster, tenant } = spec;
  if (!forbiddenKinds) {
    return unknown(id, "What the portal's account may write", field);
  }
  return forbiddenKinds.length
    ? fails({
        id,
        field,
        text: `The portal's account may not write ${forbiddenKinds.join(
          ', ',
        )} in ${tenant} of ${managementCluster}.`,
        nextStep:
          'Ask the platform team to give its service account these rights.',
      })
    : passes(id, `The portal's account may write in ${tenant}.`);
};

const sourceOffered: PreflightRule = ({ spec, offer, proxmoxSource }) => {
  const id = 'source';
  const field = 'proxmox.source';
  const { source } = spec.proxmox;
  if (proxmoxSource !== undefined && proxmoxSource !== source) {
    return fails({
      id,
      field,
      text: `The machines of ${spec.managementCluster} live in ${proxmoxSource}, not in ${source}.`,
      nextStep: `Choose ${proxmoxSource}.`,
    });
  }
  return offer
    ? passes(id, `Clusters can be ordered in ${source}.`)
    : fails({
        id,
        field,
        text: `Nothing can be ordered in Proxmox source ${source}.`,
        nextStep:
          "Choose another one, or let the platform team add 'provisioning' to it in the configuration.",
      });
};

const templateOffered: PreflightRule = ({ spec, offer, template }) => {
  const id = 'template-offered';
  const field = 'proxmox.template';
  if (!template) {
    return unknown(id, `Template ${spec.proxmox.template}`, field);
  }
  const { guest } = template;
  return isOfferedTemplate(guest, offer?.templates ?? {})
    ? passes(id, `Template ${guest.vmid} is offered.`)
    : fails({
        id,
        field,
        text: `Template ${guest.vmid} is not among those that are offered.`,
        nextStep: 'Choose one of the list.',
      });
};

const storageOffered: PreflightRule = ({ spec, offer }) =>
  checkListed({
    id: 'storage-offered',
    field: 'proxmox.storage',
    what: 'Storage',
    name: spec.proxmox.storage,
    offered: offer?.storages,
  });

const bridgeOffered: PreflightRule = ({ spec, offer }) =>
  checkListed({
    id: 'bridge-offered',
    field: 'proxmox.bridge',
    what: 'Bridge',
    name: spec.proxmox.bridge,
    offered: offer?.bridges,
  });

function checkListed(choice: {
  id: string;
  field: string;
  what: string;
  name: string;
  offered?: string[];
}) {
  const { id, field, what, name, offered } = choice;
  return !offered || offered.includes(name)
    ? passes(id, `${what} ${name} is offered.`)
    : fails({
        id,
        field,
        text: `${what} ${name} is not among those that are offered.`,
        nextStep: `Choose one of ${offered.join(', ')}.`,
      });
}

/** It is in the configuration, but somebody may have removed it. */
const resourcePoolThere: PreflightRule = ({ offer, resourcePoolExists }) => {
  const id = 'resource-pool';
  const field = 'proxmox.source';
  const pool = offer?.resourcePool;
  if (pool === undefined) {
    return passes(id, 'The machines join no resource pool.');
  }
  if (resourcePoolExists === undefined) {
    return unknown(id, `Resource pool ${pool}`, field);
  }
  return resourcePoolExists
    ? passes(id, `The machines join resource pool ${pool}.`)
    : fails({
        id,
        field,
        text: `There is no resource pool ${pool}, which the machines would join.`,
        nextStep:
          "Let the platform team add the pool, or correct 'provisioning.resourcePool'.",
      });
};

/** Two clusters that reach for one VMID at a time both lose it (F11, F24). */
const vmidsFree: PreflightRule = facts => {
  const id = 'vmids';
  const field = 'proxmox.source';
  const { spec, offer, vmidRange, unreadRanges, surge } = facts;
  if (vmidRange && unreadRanges.length) {
    return unknown(
      id,
      `Whether VMIDs ${vmidRange.start} to ${
        vmidRange.end
      } are among those of ${unreadRanges.join(', ')}`,
      field,
    );
  }
  if (vmidRange) {
    return passes(
      id,
      `VMIDs ${vmidRange.start} to ${vmidRange.end} are free for the workers.`,
    );
  }
  if (vmidRange === undefined) {
    return fails({
      id,
      field,
      text: 'No block of VMIDs can be chosen, because those that are in use cannot be read at present.',
      nextStep: 'Try again, or ask the team that operates Proxmox.',
    });
  }
  const all = offer ? ` in ${offer.vmids.start} to ${offer.vmids.end}` : '';
  return fails({
    id,
    field,
    text: `There is no free block of VMIDs for ${
      spec.pool.replicas + surge
    } machines${all}.`,
    nextStep:
      "Let the platform team extend 'provisioning.vmids', or clean up orders that are not needed.",
  });
};

/** Rules on what the platform offers to whom. */
export const offerRules: PreflightRule[] = [
  tenantKnown,
  accountMayWrite,
  sourceOffered,
  templateOffered,
  storageOffered,
  bridgeOffered,
  resourcePoolThere,
  vmidsFree,
];
