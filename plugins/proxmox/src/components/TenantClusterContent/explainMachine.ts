import { Condition, Machine } from '@rackstage/plugin-proxmox-common';

const STEPS = ['VirtualMachineProvisioned', 'VMProvisioned', 'Ready'];

/** Why a machine is not ready: what capmox gave up on, else the step that the virtual machine or the node waits at. */
export function explainMachine(machine: Machine): string | undefined {
  const { ready, proxmoxMachine, conditions } = machine;
  if (ready) {
    return undefined;
  }
  const { failureReason, failureMessage } = proxmoxMachine ?? {};
  if (failureReason || failureMessage) {
    return joinTexts(failureReason, failureMessage);
  }
  const unmet =
    findUnmet(proxmoxMachine?.conditions ?? []) ?? findUnmet(conditions);
  return unmet && joinTexts(unmet.reason ?? unmet.type, unmet.message);
}

function findUnmet(conditions: Condition[]): Condition | undefined {
  return STEPS.map(step =>
    conditions.find(({ type, status }) => type === step && status !== 'True'),
  ).find(condition => condition !== undefined);
}

function joinTexts(...texts: (string | undefined)[]): string {
  return texts.filter(Boolean).join(': ');
}
