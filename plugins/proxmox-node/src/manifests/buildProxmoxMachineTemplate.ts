import { createHash } from 'node:crypto';
import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import { apiVersionOf } from './apiVersions';
import { buildMetadata } from './buildMetadata';
import { chooseMachineTag } from './chooseMachineTag';
import { KubeManifest } from './KubeManifest';
import { nameTenantCluster } from './tenantClusterNames';
import { TenantClusterPlan } from './TenantClusterPlan';

const DEFAULT_BOOT_DISK = 'scsi0';
const HASH_DIGITS = 6;

/**
 * What a worker's virtual machine is like. The object is immutable, so its name carries a hash of what is in it: another
 * size is another object.
 */
export function buildProxmoxMachineTemplate(
  plan: TenantClusterPlan,
  stack: ClusterApiStack,
): KubeManifest {
  const machine = buildMachine(plan, stack);
  const hash = createHash('sha256')
    .update(JSON.stringify(machine))
    .digest('hex')
    .slice(0, HASH_DIGITS);
  const { pool } = nameTenantCluster(plan.spec.name);
  return {
    apiVersion: apiVersionOf(stack, 'infrastructure'),
    kind: 'ProxmoxMachineTemplate',
    metadata: buildMetadata(plan, `${pool}-${hash}`),
    spec: { template: { spec: machine } },
  };
}

function buildMachine(plan: TenantClusterPlan, stack: ClusterApiStack) {
  const { spec, settings, templateNode, vmidRange } = plan;
  const { tenant, name, pool, proxmox } = spec;
  return {
    sourceNode: templateNode,
    templateID: proxmox.template,
    full: true,
    ...(settings.diskFormat ? { format: settings.diskFormat } : {}),
    storage: proxmox.storage,
    ...(settings.resourcePool ? { pool: settings.resourcePool } : {}),
    numSockets: 1,
    numCores: pool.cores,
    memoryMiB: pool.memoryMiB,
    description: `${tenant}/${name} md-0`,
    tags: [chooseMachineTag(plan)],
    vmIDRange: vmidRange,
    disks: {
      bootVolume: {
        disk: settings.bootDisk ?? DEFAULT_BOOT_DISK,
        sizeGb: pool.diskGiB,
      },
    },
    network: buildNetwork(plan, stack),
  };
}

function buildNetwork({ spec }: TenantClusterPlan, stack: ClusterApiStack) {
  const { bridge, vlan } = spec.proxmox;
  const device = { bridge, model: 'virtio', ...(vlan ? { vlan } : {}) };
  return stack === 'v1beta1'
    ? { default: device }
    : { networkDevices: [{ name: 'net0', ...device }] };
}
