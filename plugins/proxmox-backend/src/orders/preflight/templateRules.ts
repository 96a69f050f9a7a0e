import { readKubernetesVersion } from './kubernetesVersion';
import { PreflightFacts } from './PreflightFacts';
import { findCloudInitDrive, isLegacyBootOrder } from './templateProblems';
import { fails, passes, PreflightRule, unknown, warns } from './PreflightRule';

const FIELD = 'proxmox.template';
const DEFAULT_BOOT_DISK = 'scsi0';
/** A kubelet may be that many minor versions behind its API server. */
const MAXIMUM_SKEW = 3;

function readConfiguration({ template }: PreflightFacts) {
  return template?.configuration;
}

const templateExists: PreflightRule = ({ spec, template, proxmox }) => {
  const id = 'template';
  const { template: vmid, source } = spec.proxmox;
  if (template === undefined) {
    return unknown(id, `Template ${vmid}`, FIELD);
  }
  if (template === null || template.guest.type !== 'qemu') {
    return fails({
      id,
      field: FIELD,
      text: `There is no virtual machine ${vmid} in ${source}.`,
      nextStep: 'Choose another template.',
    });
  }
  const { guest } = template;
  if (!guest.template) {
    return fails({
      id,
      field: FIELD,
      text: `Virtual machine ${vmid} is no template.`,
      nextStep: `Convert it with 'qm template ${vmid}', or choose another one.`,
    });
  }
  const node = proxmox?.nodes.find(({ name }) => name === guest.node);
  return node && node.status !== 'online'
    ? fails({
        id,
        field: FIELD,
        text: `Template ${vmid} is on ${guest.node}, which is ${node.status}.`,
        nextStep: 'Choose another template, or wait until the node is back.',
      })
    : passes(id, `${vmid} is a template on ${guest.node}.`);
};

/** Without it the machine waits for ever (F16). */
const agentEnabled: PreflightRule = facts => {
  const id = 'template-agent';
  const vmid = facts.spec.proxmox.template;
  const configuration = readConfiguration(facts);
  if (!configuration) {
    return unknown(id, `The guest agent of template ${vmid}`, FIELD);
  }
  return configuration.agent
    ? passes(id, `Template ${vmid} has the QEMU guest agent on.`)
    : fails({
        id,
        field: FIELD,
        text: `Template ${vmid} has the QEMU guest agent off: its machines would never be seen as ready.`,
        nextStep: `Install qemu-guest-agent in the image and set 'qm set ${vmid} --agent 1'.`,
      });
};

/** capmox brings its own; with both, the machine takes the wrong one (F15). */
const noCloudInitDrive: PreflightRule = facts => {
  const id = 'template-cloud-init-drive';
  const vmid = facts.spec.proxmox.template;
  const configuration = readConfiguration(facts);
  if (!configuration) {
    return unknown(id, `The drives of template ${vmid}`, FIELD);
  }
  const drive = findCloudInitDrive(configuration);
  return drive
    ? fails({
        id,
        field: FIELD,
        text: `Template ${vmid} has a cloud-init drive of Proxmox (${drive.key}), which hides the one that each machine gets.`,
        nextStep: `Remove it: 'qm set ${vmid} --delete ${drive.key}'.`,
      })
    : passes(id, `Template ${vmid} has no cloud-init drive of its own.`);
};

/** The old notation makes the provider fail when it attaches its ISO image (F14). */
const modernBootOrder: PreflightRule = facts => {
  const id = 'template-boot-order';
  const vmid = facts.spec.proxmox.template;
  const boot = facts.template?.boot;
  if (!readConfiguration(facts)) {
    return unknown(id, `The boot order of template ${vmid}`, FIELD);
  }
  return isLegacyBootOrder(boot)
    ? fails({
        id,
        field: FIELD,
        text: `Template ${vmid} has a boot order in the old notation ('${boot}'), with which machines cannot get their cloud-init data.`,
        nextStep: `Set it anew: 'qm set ${vmid} --boot order=scsi0'.`,
      })
    : passes(id, `Template ${vmid} has a boot order of today.`);
};

/** A template's disk can only grow. */
const diskLargeEnough: PreflightRule = facts => {
  const id = 'template-disk';
  const configuration = readConfiguration(facts);
  if (!configuration) {
    return unknown(id, 'The size of the disk of the template', FIELD);
  }
  const { diskGiB } = facts.spec.pool;
  const bootDisk = facts.platform.bootDisk ?? DEFAULT_BOOT_DISK;
  const disk = configuration.disks.find(({ key }) => key === bootDisk);
  const size = Math.ceil((disk?.size ?? 0) / 1024 ** 3);
  if (!disk) {
    return fails({
      id,
      field: FIELD,
      text: `Template ${facts.spec.proxmox.template} has no disk ${bootDisk} that could grow to ${diskGiB} GiB.`,
      nextStep: `Choose a template whose system is on ${bootDisk}.`,
    });
  }
  return size > diskGiB
    ? fails({
        id,
        field: 'pool.diskGiB',
        text: `The disk of the template has ${size} GiB already and cannot shrink to ${diskGiB} GiB.`,
        nextStep: `Order at least ${size} GiB.`,
      })
    : passes(id, `The disk grows from ${size} to ${diskGiB} GiB.`);
};

/** The image brings kubelet and kubeadm; the order cannot change them. */
const versionMatches: PreflightRule = ({ spec, template }) => {
  const id = 'template-version';
  const field = 'version';
  const inside = template ? readKubernetesVersion(template.guest) : undefined;
  if (!inside) {
    return unknown(
      id,
      `Which Kubernetes version template ${spec.proxmox.template} holds`,
      field,
    );
  }
  const behind = minorOf(spec.version) - minorOf(inside);
  const text = `Template ${spec.proxmox.template} holds Kubernetes ${inside}, but ${spec.version} is ordered`;
  if (behind < 0 || behind > MAXIMUM_SKEW) {
    return fails({
      id,
      field,
      text:
        behind < 0
          ? `${text}: a worker must not be newer than its control plane.`
          : `${text}: a worker may be at most ${MAXIMUM_SKEW} minor versions behind its control plane.`,
      nextStep: `Order ${inside}, or choose another template.`,
    });
  }
  return inside === spec.version
    ? passes(id, `Template ${spec.proxmox.template} holds ${inside}.`)
    : warns({
        id,
        field,
        text: `${text}: the workers will run ${inside}.`,
        nextStep: `Order ${inside}, or choose another template.`,
      });
};

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

/** Rules on the template that every worker is cloned from. */
export const templateRules: PreflightRule[] = [
  templateExists,
  agentEnabled,
  noCloudInitDrive,
  modernBootOrder,
  diskLargeEnough,
  versionMatches,
];
