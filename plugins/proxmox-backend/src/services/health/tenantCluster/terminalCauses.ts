/** Why capmox gave up on a machine or cannot clone it, recognised by what it wrote. */
export interface TerminalCause {
  ruleId: string;
  /** Of the message, or of the task's log. */
  pattern: RegExp;
  /** `failureReason` of the old dialect. */
  failureReason?: string;
  text: string;
  nextStep: string;
}

/** Where capmox never tries again. */
const REPLACE = ' Then delete the Machine: it is not tried again.';

/** The first that fits counts. Each was seen in the wild; the reports are in the issues of capmox. */
export const terminalCauses: TerminalCause[] = [
  {
    ruleId: 'memory-does-not-fit',
    pattern: /cannot reserve .*memory/i,
    failureReason: 'InsufficientResources',
    text: 'no allowed node has enough memory; the memory of all guests counts, stopped ones and containers included',
    nextStep: `Allow more nodes, order smaller workers, or raise schedulerHints.memoryAdjustment of the ProxmoxCluster.${REPLACE}`,
  },
  {
    ruleId: 'template-not-found',
    pattern: /found \d+ VM templates|template.*(not found|does not exist)/i,
    failureReason: 'VMTemplateNotFound',
    text: 'the template was not found, or not exactly one',
    nextStep: `Check that the template exists on its node and was converted to a template.${REPLACE}`,
  },
  {
    ruleId: 'cloud-init-disk-refused',
    pattern: /unable to inject CloudInit ISO/i,
    text: 'the disk with the cloud-init data could not be attached',
    nextStep: `Give the template the boot order of its disk ('qm set <vmid> --boot order=scsi0') and the node a storage for ISO images on which the token has Datastore.AllocateTemplate.${REPLACE}`,
  },
  {
    ruleId: 'vmid-taken-twice',
    pattern: /expected VM name to match/i,
    text: 'another cluster took the same VMID at the same moment',
    nextStep: `Give every cluster a vmIDRange of its own.${REPLACE}`,
  },
  {
    ruleId: 'cloud-init-failed',
    pattern: /cloud-init failed execution/i,
    failureReason: 'BootstrapFailed',
    text: 'cloud-init ended with an error or with warnings inside the machine',
    nextStep: `Look at /var/log/cloud-init-output.log in the machine.${REPLACE}`,
  },
  {
    ruleId: 'vmid-range-exhausted',
    pattern: /No free vmid found/i,
    text: 'no VMID is free in the range of the machine template',
    nextStep: `Widen vmIDRange in another machine template.${REPLACE}`,
  },
  {
    ruleId: 'clone-lock',
    pattern: /can't lock file|got timeout/i,
    text: 'Proxmox could not lock the template: several clones of it at once are too much for its storage',
    nextStep: `Scale in smaller steps or use a faster storage.${REPLACE}`,
  },
  {
    ruleId: 'clone-to-other-storage',
    pattern: /can't clone to non-shared storage/i,
    text: 'the template lies on a storage of one node and cannot be cloned to another',
    nextStep:
      "Move the template to a shared storage, or allow only the template's node.",
  },
  {
    ruleId: 'proxmox-refuses',
    pattern:
      /not authorized to access|permission check failed|cannot find node with name/i,
    text: 'Proxmox refuses what the provider asks for',
    nextStep:
      'Check the privileges of the token in the credentials Secret (with privilege separation the token needs its own) and the names of the nodes.',
  },
];
