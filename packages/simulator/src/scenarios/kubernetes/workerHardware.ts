import type { WorldBuilder } from '../../pve/world/WorldBuilder';
import { workerPool } from '../access';
import { answeringAgent, virtualMachineConfig } from '../hardware';
import type { ArrangedCluster, ArrangedWorker } from './ManagementPlan';

const gib = 1024 ** 3;
const site = 1;

/** The template that workers are cloned from: no cloud-init drive, an agent, the kubelet inside. */
export const workerTemplate = 9010;

/** When it was made: long enough ago to have been used. */
const agoSeconds = 20 * 86_400;

function addTemplate(builder: WorldBuilder, ctime: number): void {
  const config = virtualMachineConfig({
    site,
    vmid: workerTemplate,
    tags: 'kube-v1.33;template',
    ctime,
  });
  delete config.ide2;
  config.scsi0 = String(config.scsi0).replace('vm-', 'base-');
  builder.addGuest({
    type: 'qemu',
    vmid: workerTemplate,
    name: 'ubuntu-2404-kube-v1.33.3',
    node: 'pve1',
    pool: 'platform',
    isTemplate: true,
    config,
  });
}

function addWorker(
  builder: WorldBuilder,
  cluster: ArrangedCluster,
  worker: ArrangedWorker,
): void {
  const { vmid, name, address } = worker;
  const config = virtualMachineConfig({
    site,
    vmid,
    cores: 4,
    memoryMib: 8192,
    tags: `capi;${cluster.order.name};kube-v1.33;template`,
    vlan: 40,
    ctime: Math.floor(Date.now() / 1000) - agoSeconds,
  });
  delete config.ide2;
  builder.addGuest({
    type: 'qemu',
    vmid,
    name,
    node: `pve${(vmid % 3) + 1}`,
    pool: workerPool,
    status: address ? 'running' : 'stopped',
    config,
    agent: address
      ? answeringAgent({ site, vmid, hostname: name, address })
      : undefined,
  });
}

/** Puts what a worker boots from into its drive. */
function addBootMedia(
  builder: WorldBuilder,
  cluster: ArrangedCluster,
  worker: ArrangedWorker,
): void {
  const guest = builder.world.guests.get(worker.vmid);
  if (!guest || !worker.address) return;
  const volid = `local:iso/user-data-${worker.vmid}.iso`;
  guest.config.ide0 = `${volid},media=cdrom`;
  guest.config.tags = `capi;${cluster.order.name}`;
  delete guest.config.ide2;
  builder.addVolume({
    volid,
    content: 'iso',
    format: 'iso',
    size: 374_784,
    node: guest.node,
  });
}

/** Puts the disks of the CSI driver into the machines that have them attached. */
function addVolumes(builder: WorldBuilder, cluster: ArrangedCluster): void {
  cluster.volumes.forEach((volume, index) => {
    const { vmid } =
      cluster.workers.find(worker => worker.name === volume.worker) ?? {};
    const guest = builder.world.guests.get(vmid ?? 0);
    if (!guest) return;
    const lun = index + 1;
    const volid = `${volume.storage}:vm-9999-pvc-${volume.uid}`;
    const wwn = Buffer.from(`PVC-ID${String(lun).padStart(2, '0')}`).toString(
      'hex',
    );
    guest.config[
      `scsi${lun}`
    ] = `${volid},backup=0,iothread=1,size=${volume.sizeGib}G,wwn=0x${wwn}`;
    builder.addVolume({
      volid,
      content: 'images',
      format: 'raw',
      size: volume.sizeGib * gib,
      vmid: 9999,
    });
  });
}

/** The machines of tenant clusters, as far as the site does not have them already. */
export function addWorkerHardware(
  builder: WorldBuilder,
  clusters: readonly ArrangedCluster[],
): void {
  addTemplate(builder, Math.floor(Date.now() / 1000) - agoSeconds);
  for (const cluster of clusters) {
    for (const worker of cluster.workers) {
      if (!builder.world.guests.has(worker.vmid)) {
        addWorker(builder, cluster, worker);
      }
      addBootMedia(builder, cluster, worker);
    }
    addVolumes(builder, cluster);
  }
}
